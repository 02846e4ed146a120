// The tenant's page: asks the tenant again and again what it holds, and passes on what somebody changes.
import {
  ControlRefusedError,
  connectTenant,
  type TenantControl,
} from "../../tenant/control/tenant-control.js";
import { isObject, parseJson } from "../../tenant/input/json.js";
import { element } from "../dom.js";
import { createObjectsView, OBJECT_KINDS } from "../objects-view.js";
import { createPrincipalsView } from "../principals-view.js";
import { showPage, type View } from "../show-page.js";
import { utcMinute } from "../when.js";
import { createClockView } from "./clock-view.js";
import { createFaultsView } from "./faults-view.js";
import { createKeyForm } from "./key-form.js";
import { type Polling, startPolling } from "./polling.js";
import { createRequestsView } from "./requests-view.js";
import { createSettingsView } from "./settings-view.js";
import { createSummary } from "./summary.js";
import { tenantAccess } from "./tenant-access.js";

const UNAUTHORIZED = 401;
const STATUS_MS = 1000;
const STATE_MS = 2000;
const REQUESTS_SHOWN = 1000;

/** A control key stays in this page's memory, and is gone with it. */
let control = connectTenant({ baseUrl: location.origin });

const alertLine = element("p", { id: "alert", role: "alert" });
const say = (problem: string): void => {
  if (alertLine.textContent !== problem) alertLine.textContent = problem;
};

const polls: Polling[] = [];
const refresh = async (): Promise<void> => {
  await Promise.all(polls.map((poll) => poll.now()));
};

let isKeyGiven = false;
const keyForm = createKeyForm((key) => {
  control = connectTenant({ baseUrl: location.origin, controlKey: key });
  isKeyGiven = true;
  void refresh();
});

/** Of a refusal, the tenant's own words. */
function reasonOf(error: unknown): string {
  const answer = error instanceof ControlRefusedError ? parseJson(error.answer) : undefined;
  if (isObject(answer) && typeof answer.error === "string") return answer.error;
  return error instanceof Error ? error.message : String(error);
}

/** What a failed call means for the whole page. */
function sayFailure(error: unknown): void {
  const needsKey = error instanceof ControlRefusedError && error.status === UNAUTHORIZED;
  document.body.classList.toggle("locked", needsKey);
  if (!needsKey) say(reasonOf(error));
  else keyForm.ask(isKeyGiven ? reasonOf(error) : undefined);
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
async function change(work: (tenant: TenantControl) => Promise<unknown>): Promise<void> {
  try {
    say("");
    await work(control);
    await refresh();
  } catch (error) {
    alertLine.dataset.from = "change";
    sayFailure(error);
  }
}

const principals = createPrincipalsView({ knowsState: false });
const objects = OBJECT_KINDS.map((kind) => ({ ...kind, view: createObjectsView(kind) }));
const requests = createRequestsView(() => void change((tenant) => tenant.clearRequests()));
const clock = createClockView({
  onAdvance: (seconds) => void change((tenant) => tenant.advance(seconds)),
  onSet: (now) => void change((tenant) => tenant.setClock(now)),
  onReset: () => void change((tenant) => tenant.reset()),
});
const settings = createSettingsView(
  (readChanges) => void change(async (tenant) => tenant.changeSettings(readChanges())),
);
const faults = createFaultsView({
  onAdd: (readFault) => void change(async (tenant) => tenant.addFaults(readFault())),
  onClear: () => void change((tenant) => tenant.clearFaults()),
});
const summary = createSummary();

let displayNames: ReadonlyMap<string, string> = new Map();

let drawnState = "";
async function pollState(): Promise<void> {
  const [state, now] = await Promise.all([control.state(), control.clock()]);
  // Drawn again, what is unfolded or selected would be lost: only what changed is, and once a minute what "in 5 minutes" says.
  const text = JSON.stringify([state, utcMinute(now.toISOString())]);
  if (text === drawnState) return;
  drawnState = text;
  const access = tenantAccess(state);
  displayNames = new Map(access.principals.map(({ username, name }) => [username, name]));
  principals.show(access.principals, now.getTime());
  for (const { kind, view } of objects)
    view.show(access.objects.filter((object) => object.kind === kind));
}

let drawnRequests = "";
async function pollStatus(): Promise<void> {
  const [log, now, present, pending] = await Promise.all([
    control.requests(REQUESTS_SHOWN),
    control.clock(),
    control.settings(),
    control.faults(),
  ]);
  clock.show(now);
  settings.show(present);
  faults.show(pending);
  summary.show({ now, settings: present, faults: pending });
  const text = JSON.stringify(log);
  if (text === drawnRequests) return;
  drawnRequests = text;
  requests.show(log, (username) => displayNames.get(username) ?? username);
}

const objectViews: readonly View[] = objects.map(({ noun, title, view }) => ({
  id: noun.many,
  title,
  element: view.element,
}));

showPage({
  title: "Embedded Atlan tenant",
  header: [element("p", {}, element("code", {}, location.origin)), summary.element],
  notices: [alertLine, keyForm.element],
  views: [
    { id: "tokens", title: "Tokens and clients", element: principals.element },
    ...objectViews,
    { id: "requests", title: "Requests", element: requests.element },
    { id: "clock", title: "Clock", element: clock.element },
    { id: "settings", title: "Settings", element: settings.element },
    { id: "faults", title: "Faults", element: faults.element },
  ],
});
polls.push(
  startPolling(() => attempt(pollState), STATE_MS),
  startPolling(() => attempt(pollStatus), STATUS_MS),
);
