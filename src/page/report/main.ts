// The page of an access report: draws the report that the document carries as JSON. Sends no request.
import type { AccessReport } from "../../inventory/access-report.js";
import { element, nameElement } from "../dom.js";
import { createObjectsView, OBJECT_KINDS } from "../objects-view.js";
import { createPrincipalsView } from "../principals-view.js";
import { showPage, type View } from "../show-page.js";
import { utcMinute } from "../when.js";
import { figuresElement } from "./figures.js";
import { reportAccess } from "./report-access.js";

function carriedReport(): AccessReport {
  const carrier = document.getElementById("report");
  if (carrier === null) throw new Error("Cannot show the report: the page has no #report in it");
  return JSON.parse(carrier.textContent) as AccessReport;
}

function gapsView(gaps: readonly string[]): View {
  const items = gaps.map((gap) => element("li", {}, nameElement(gap)));
  return { id: "gaps", title: "Not shown here", element: element("ul", {}, ...items) };
}

const report = carriedReport();
const { tenant, readAt, readBy, stateFile, gaps } = report;
const now = Date.parse(readAt);
const access = reportAccess(report);

const reader = access.principals.find(({ username }) => username === readBy)?.name ?? readBy;

const principals = createPrincipalsView({ knowsState: stateFile !== null });
principals.show(access.principals, now);
const objectViews = OBJECT_KINDS.map((options): View => {
  const view = createObjectsView(options);
  view.show(access.objects.filter(({ kind }) => kind === options.kind));
  return { id: options.noun.many, title: options.title, element: view.element };
});

showPage({
  title: "Access report",
  header: [
    element("p", {}, element("code", {}, nameElement(tenant))),
    element("p", {}, "as ", nameElement(reader), ` saw it on ${utcMinute(readAt)}`),
    stateFile === null
      ? undefined
      : element("p", {}, "with the state ", element("code", {}, nameElement(stateFile))),
  ],
  views: [
    {
      id: "tokens",
      title: "Tokens and clients",
      element: element("div", {}, figuresElement(access.principals, now), principals.element),
    },
    ...objectViews,
    ...(gaps.length === 0 ? [] : [gapsView(gaps)]),
  ],
});
