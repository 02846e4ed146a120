// The page for people at `/`: a document, a style sheet, an icon and one script, which calls `/_tenant/*` as any program does.
// Nothing here says what the tenant holds, so that the page can open before somebody gives a control key.
import { Hono } from "hono";
import { type PageFiles, pageFiles } from "./page-files.js";

/** Files of this origin only; nobody's frame; no text becomes markup or script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEADERS = {
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-cache",
};

const FOLDER = "/_tenant/page";

const DOCUMENT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Embedded Atlan tenant</title>
<link rel="icon" href="${FOLDER}/icon.svg">
<link rel="stylesheet" href="${FOLDER}/page.css">
<script src="${FOLDER}/page.js" defer></script>
</head>
<body>
<noscript><p>This page needs JavaScript. <code>GET /_tenant/state</code> says the same as JSON.</p></noscript>
</body>
</html>
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#2456c9"/><path d="M8 3 4 13h2l.7-2h2.6l.7 2h2L8 3Zm-.8 6L8 6.4 8.8 9Z" fill="#fff"/></svg>
`;

const NOT_BUILT =
  "Cannot show the page: this tenant runs from source, which has no script for it, expected a build (npm run build)\n";

const filesOf = ({ script, style }: PageFiles) => [
  { path: "/", type: "text/html; charset=utf-8", text: DOCUMENT },
  { path: `${FOLDER}/page.js`, type: "text/javascript; charset=utf-8", text: script },
  { path: `${FOLDER}/page.css`, type: "text/css; charset=utf-8", text: style },
  { path: `${FOLDER}/icon.svg`, type: "image/svg+xml", text: ICON },
];

/** @param files what the build made of the page */
export function pageRoutes(files: PageFiles | undefined = pageFiles): Hono {
  const app = new Hono();
  if (files === undefined) {
    app.get("/", (context) => context.text(NOT_BUILT, 501));
    return app;
  }
  for (const { path, type, text } of filesOf(files))
    app.get(path, (context) => context.body(text, 200, { ...HEADERS, "Content-Type": type }));
  return app;
}
