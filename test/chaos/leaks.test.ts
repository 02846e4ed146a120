// The search for secrets: finds them in each form, tells where without telling them, and knows what a plan marks.
import { describe, expect, it } from "@jest/globals";
import { leaksIn, withoutSensitive } from "./leaks.js";

const SECRET = "eyJhbGciOi.a secret+with/signs";

describe("leaksIn", () => {
  it.each([
    ["as it is", SECRET],
    ["in base64", Buffer.from(SECRET).toString("base64")],
    ["in a URL", encodeURIComponent(SECRET)],
  ])("finds a secret %s, and does not repeat it", (_form, written) => {
    const found = leaksIn([{ name: "trace.log", text: `header: ${written}, and more` }], [SECRET]);
    expect(found).toEqual([{ in: "trace.log", near: "…header: <secret>" }]);
  });

  it("finds nothing where there is none", () => {
    expect(leaksIn([{ name: "trace.log", text: "header: (sensitive)" }], [SECRET])).toEqual([]);
  });
});

describe("withoutSensitive", () => {
  const marked = {
    prior_state: {
      values: {
        root_module: {
          resources: [
            {
              values: { id: "1", access_token: SECRET },
              sensitive_values: { access_token: true },
            },
          ],
        },
      },
    },
    resource_changes: [
      {
        change: {
          before: { access_token: SECRET, names: ["a"] },
          before_sensitive: { access_token: true, names: [false] },
          after: { list: ["a", SECRET] },
          after_sensitive: { list: [false, true] },
        },
      },
    ],
    planned_values: { outputs: { secret: { sensitive: true, value: SECRET } } },
  };

  it("takes out what is marked, wherever a plan marks it", () => {
    const text = JSON.stringify(withoutSensitive(marked));
    expect(text).not.toContain(SECRET);
    expect(text).toContain('"id":"1"');
  });

  it("leaves what is not marked, so that it is found", () => {
    const unmarked = { prior_state: { values: { access_token: SECRET }, sensitive_values: {} } };
    expect(JSON.stringify(withoutSensitive(unmarked))).toContain(SECRET);
  });
});
