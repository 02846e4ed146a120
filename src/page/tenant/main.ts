// The tenant's page: asks the tenant again and again what it holds, and passes on what somebody changes.
import type { Fault } from "../../tenant/faults/fault.js";
import type { LoggedRequest } from "../../tenant/state/request-log.js";
import type { TenantSettings } from "../../tenant/state/settings.js";
import { byId, element } from "../dom.js";
import { createObjectsView, OBJECT_KINDS } from "../objects-view.js";
import { createPrincipalsView } from "../principals-view.js";
import { showViews, type View } from "../views.js";
import { createClockView } from "./clock-view.js";
import { ControlCallError, createControl } from "./control.js";
import { createFaultsView } from "./faults-view.js";
import { createKeyForm } from "./key-form.js";
import { type Polling, startPolling } from "./polling.js";
import { createRequestsView } from "./requests-view.js";
import { createSettingsView } from "./settings-view.js";
import { createSummary } from "./summary.js";
import { type TenantStateReply, tenantAccess } from "./tenant-access.js";

const UNAUTHORIZED = 401;
const STATUS_MS = 1000;
const STATE_MS = 2000;
const REQUESTS_SHOWN = 1000;

const control = createControl();
const alertLine = byId("alert");
const say = (problem: string): void => {
  if (alertLine.textContent !== problem) alertLine.textContent = problem;
};

const polls: Polling[] = [];
const refresh = async (): Promise<void> => {
  await Promise.all(polls.map((poll) => poll.now()));
};

let isKeyRefused = false;
const keyForm = createKeyForm((key) => {
  control.useKey(key);
  isKeyRefused = true;
  void refresh();
});

/** What a failed call means for the whole page. */
function sayFailure(error: unknown): void {
  const needsKey = error instanceof ControlCallError && error.status === UNAUTHORIZED;
  document.body.classList.toggle("locked", needsKey);
  if (needsKey) keyForm.ask(isKeyRefused ? error.message : undefined);
  else say(error instanceof Error ? error.message : String(error));
}

/** What a piece of polling failed with is said until it succeeds. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    if (alertLine.dataset.from === "polling") say("");
    document.body.classList.remove("locked");
    keyForm.hide();
  } catch (error) {
    alertLine.dataset.from = "polling";
    sayFailure(error);
  }
}

/** A change that somebody makes; a refusal is said until the next change. */
async function change(work: () => Promise<void>): Promise<void> {
  try {
    say("");
    await work();
    await refresh();
  } catch (error) {
    alertLine.dataset.from = "change";
    sayFailure(error);
  }
}

const principals = createPrincipalsView({ knowsState: false });
const objects = OBJECT_KINDS.map((kind) => ({ ...kind, view: createObjectsView(kind) }));
const requests = createRequestsView(() => void change(() => control.send("DELETE", "requests")));
const clock = createClockView({
  onMove: (move) => void change(() => control.send("PUT", "clock", move)),
  onReset: () => void change(() => control.send("POST", "reset")),
});
const settings = createSettingsView(
  (readChanges) => void change(async () => control.send("PUT", "settings", readChanges())),
);
const faults = createFaultsView({
  onAdd: (readFault) =>
    void change(async () => control.send("POST", "faults", { faults: [readFault()] })),
  onClear: () => void change(() => control.send("DELETE", "faults")),
});
const summary = createSummary();

let drawnState = "";
async function pollState(): Promise<void> {
  const [state, { now }] = await Promise.all([
    control.get<TenantStateReply>("state"),
    control.get<{ readonly now: string }>("clock"),
  ]);
  // Drawn again, what is unfolded or selected would be lost: only what changed is, and once a minute what "in 5 minutes" says.
  const text = JSON.stringify([state, now.slice(0, "2026-01-31T08:00".length)]);
  if (text === drawnState) return;
  drawnState = text;
  const access = tenantAccess(state);
  principals.show(access.principals, Date.parse(now));
  for (const { kind, view } of objects)
    view.show(access.objects.filter((object) => object.kind === kind));
}

let drawnRequests = "";
async function pollStatus(): Promise<void> {
  const [log, { now }, present, pending] = await Promise.all([
    control.get<readonly LoggedRequest[]>(`requests?last=${REQUESTS_SHOWN}`),
    control.get<{ readonly now: string }>("clock"),
    control.get<TenantSettings>("settings"),
    control.get<{ readonly faults: readonly Fault[] }>("faults"),
  ]);
  clock.show(now);
  settings.show(present);
  faults.show(pending.faults);
  summary.show({ now, settings: present, faults: pending.faults });
  const text = JSON.stringify(log);
  if (text === drawnRequests) return;
  drawnRequests = text;
  requests.show(log);
}

const objectViews: readonly View[] = objects.map(({ noun, title, view }) => ({
  id: noun,
  title,
  element: view.element,
}));

byId("address").replaceChildren(element("code", {}, location.origin));
byId("header").append(summary.element);
byId("key").append(keyForm.element);
showViews([
  { id: "tokens", title: "Tokens and clients", element: principals.element },
  ...objectViews,
  { id: "requests", title: "Requests", element: requests.element },
  { id: "clock", title: "Clock", element: clock.element },
  { id: "settings", title: "Settings", element: settings.element },
  { id: "faults", title: "Faults", element: faults.element },
]);
polls.push(
  startPolling(() => attempt(pollState), STATE_MS),
  startPolling(() => attempt(pollStatus), STATUS_MS),
);
