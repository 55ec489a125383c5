//! The plan: reading it and its revisions, the draft of the next one, publishing, and the coordinator's
//! scoring. A form from an old page meets both texts side by side.

use super::visit::{Case, Visit, command_of, field_error, is_changed, typed};
use crate::actions::plan::{self, Standing, Version};
use crate::clock;
use crate::error::Error;
use crate::store::access_log::Part;
use crate::store::plan_draft::Draft;
use crate::store::record;
use app::staff::conflict::{ConflictPage, differing, page as conflict_view};
use app::staff::plan::fields::{content_of, typed_of, unfinished};
use app::staff::plan::{EditPage, PlanPage, RevisionsPage, edit_page, plan_label, plan_page, revisions_page};
use app::staff::text::{Conflict, Plan};
use app::staff::{FieldError, Typed};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::effect::Need;
use domain::id::GoalId;
use domain::plan::{ITEMS_MAX, PlanContent, Revision};
use domain::record::Kind;
use domain::refusal::Code;

/// `GET …/plan`
pub async fn page(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Plan]).await?;
    let newest = case.snapshot.plan().map(|(_, revision)| revision.clone());
    show(&visit, &case, newest, true).await
}

/// `GET …/plan/revisions/{number}`
pub async fn revision(visit: Visit, Path((citizen, number)): Path<(String, String)>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Plan]).await?;
    let all = all_revisions(&visit, &case).await?;
    let newest = all.first().map(|revision| revision.number);
    let found = all.into_iter().find(|revision| revision.number.to_string() == number).ok_or(Error::NotFound)?;
    let is_newest = newest == Some(found.number);
    show(&visit, &case, Some(found), is_newest).await
}

async fn show(visit: &Visit, case: &Case, revision: Option<Revision>, is_newest: bool) -> Result<Response, Error> {
    let page = PlanPage {
        lang: visit.lang,
        now: visit.now,
        citizen: case.citizen,
        name: case.name.clone(),
        me: visit.my_name().await?,
        revision,
        is_newest,
        goals: case.snapshot.goals().map(|(id, goal)| (id, goal.clone(), clock::new_id())).collect(),
        can_write: case.can_write,
    };
    visit.page(&title(visit, case), "/staff/citizens", plan_page(&page)).await
}

fn title(visit: &Visit, case: &Case) -> String {
    format!("{} · {}", Plan::of(visit.lang).title, case.name)
}

/// Every revision, newest first; the window of the screens holds only three.
async fn all_revisions(visit: &Visit, case: &Case) -> Result<Vec<Revision>, Error> {
    let mut tx = visit.site.db.read().await?;
    let snapshot = record::load(&mut tx, case.citizen, visit.now, &[Need::Kind(Kind::Plan)]).await?;
    let mut all: Vec<Revision> = snapshot.revisions().map(|(_, revision)| revision.clone()).collect();
    all.sort_by_key(|revision| std::cmp::Reverse(revision.number));
    Ok(all)
}

/// `GET …/plan/revisions`
pub async fn revisions(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::SeePlan, &[Part::Plan]).await?;
    let page = RevisionsPage {
        lang: visit.lang,
        now: visit.now,
        citizen: case.citizen,
        name: case.name.clone(),
        revisions: all_revisions(&visit, &case).await?,
    };
    visit.page(&title(&visit, &case), "/staff/citizens", revisions_page(&page)).await
}

/// `GET …/plan/edit`
pub async fn edit(visit: Visit, Path(citizen): Path<String>) -> Result<Response, Error> {
    let case = visit.case(&citizen, Action::KeepPlan, &[Part::Plan]).await?;
    let standing = standing(&visit, &case).await?;
    let typed = typed_draft(&standing.draft);
    form(&visit, &case, typed, standing.version, Vec::new(), StatusCode::OK).await
}

async fn standing(visit: &Visit, case: &Case) -> Result<Standing, Error> {
    let mut tx = visit.site.db.read().await?;
    plan::standing(&mut tx, case.citizen, visit.now).await
}

fn typed_draft(draft: &Draft) -> Typed {
    typed_of(&draft.content).with("reason", draft.reason.clone())
}

async fn form(
    visit: &Visit,
    case: &Case,
    typed: Typed,
    version: Version,
    errors: Vec<FieldError>,
    status: StatusCode,
) -> Result<Response, Error> {
    let page = EditPage {
        lang: visit.lang,
        citizen: case.citizen,
        name: case.name.clone(),
        command: clock::new_id(),
        version: version.text(),
        typed,
        errors,
    };
    visit.page_with(status, &title(visit, case), "/staff/citizens", edit_page(&page)).await
}

/// What the pressed button asks for.
enum Wish {
    Save,
    AddGoal,
    AddItem,
    Publish,
    Review,
}

fn wish(typed: &Typed) -> Wish {
    match typed.get("action") {
        "publish" => Wish::Publish,
        "add_goal" => Wish::AddGoal,
        "add_item" => Wish::AddItem,
        "review" => Wish::Review,
        // The Enter key sends no button: keep what was typed and do nothing more.
        _ => Wish::Save,
    }
}

/// `POST …/plan/edit`
pub async fn change(visit: Visit, Path(citizen): Path<String>, body: Bytes) -> Result<Response, Error> {
    let mut typed = typed(&body)?;
    let seen = Version::of(typed.get("version"));
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    let standing = plan::standing(&mut tx, desk.context.citizen, visit.now).await?;
    let wish = wish(&typed);
    add(&wish, &mut typed);
    let (draft, mut errors) = read(&typed, &standing.published, &visit);
    if matches!(wish, Wish::Publish) {
        errors.extend(unfinished(&draft.content));
        errors.extend(draft.reason.is_empty().then(|| FieldError::new("reason", Code::Empty)));
    }
    if matches!(wish, Wish::Review) || !errors.is_empty() {
        drop(desk);
        tx.rollback().await?;
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return show_form(&visit, &citizen, typed, seen, errors, status).await;
    }
    let command = command_of(&typed);
    let done = match wish {
        Wish::Publish => plan::publish(&mut tx, &desk, command, seen, &draft).await.map(|_| ("/plan", "published")),
        _ => plan::save(&mut tx, &desk, command, seen, &draft).await.map(|()| ("/plan/edit", "draft")),
    };
    match done {
        Ok((to, word)) => visit.done(tx, &desk, &format!("/staff/citizens/{citizen}{to}"), word).await,
        Err(error) if is_changed(&error) => {
            drop(desk);
            tx.rollback().await?;
            conflict(&visit, &citizen, typed).await
        }
        Err(error) => {
            drop(desk);
            tx.rollback().await?;
            let errors = vec![field_error(error)?];
            show_form(&visit, &citizen, typed, seen, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

async fn show_form(
    visit: &Visit,
    citizen: &str,
    typed: Typed,
    version: Version,
    errors: Vec<FieldError>,
    status: StatusCode,
) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Plan]).await?;
    form(visit, &case, typed, version, errors, status).await
}

/// A new goal or intervention stands last, with nothing in it but its place.
fn add(wish: &Wish, typed: &mut Typed) {
    let kind = match wish {
        Wish::AddGoal => "goal",
        Wish::AddItem => "item",
        Wish::Save | Wish::Publish | Wish::Review => return,
    };
    let count = typed.all(kind).count();
    if count < ITEMS_MAX {
        let id = clock::new_id();
        typed.add(kind, id.to_string());
        typed.add(&format!("{kind}.{id}.place"), (count + 1).to_string());
    }
}

fn read(typed: &Typed, published: &PlanContent, visit: &Visit) -> (Draft, Vec<FieldError>) {
    let (content, mut errors) = content_of(typed, published, visit.now.date());
    let reason = domain::text::optional(typed.get("reason"), domain::text::NOTE_MAX, "reason");
    let reason = reason.unwrap_or_else(|refusal| {
        errors.push(super::visit::refused(refusal));
        None
    });
    (Draft { content, reason: reason.unwrap_or_default() }, errors)
}

/// Both texts side by side; nothing typed is lost, and nothing saved is overwritten.
async fn conflict(visit: &Visit, citizen: &str, typed: Typed) -> Result<Response, Error> {
    let case = visit.case(citizen, Action::KeepPlan, &[Part::Plan]).await?;
    let standing = standing(visit, &case).await?;
    let saved = typed_draft(&standing.draft);
    let labels = differing(&saved, &typed).into_iter().map(|name| {
        let whose =
            if typed.all("goal").chain(typed.all("item")).any(|id| name.contains(id)) { &typed } else { &saved };
        let label = plan_label(visit.lang, whose, &name);
        (name, label)
    });
    let page = ConflictPage {
        lang: visit.lang,
        title: title(visit, &case),
        action: format!("/staff/citizens/{citizen}/plan/edit"),
        back: format!("/staff/citizens/{citizen}/plan/edit"),
        labels: labels.collect(),
        saved,
        fresh: vec![("command", clock::new_id().to_string()), ("version", standing.version.text())],
        yours: typed,
    };
    visit.page_with(StatusCode::CONFLICT, Conflict::of(visit.lang).title, "/staff/citizens", conflict_view(&page)).await
}

/// `POST …/plan/goals/{goal}`
pub async fn rate(visit: Visit, Path((citizen, goal)): Path<(String, String)>, body: Bytes) -> Result<Response, Error> {
    let typed = typed(&body)?;
    let goal: GoalId = goal.parse().map_err(|_| Error::NotFound)?;
    let level = typed.get("level").parse().unwrap_or_default();
    let (mut tx, desk) = visit.desk(&citizen, Action::KeepPlan).await?;
    plan::rate(&mut tx, &desk, command_of(&typed), goal, level).await?;
    visit.done(tx, &desk, &format!("/staff/citizens/{citizen}/plan"), "saved").await
}
