// The figures on the page: what was drawn, what struck, what broke.
import { describe, expect, it } from "@jest/globals";
import { figures, pageWith } from "./figures.js";
import type { Report, RoundRecord } from "./report.js";

const round = (seed: number, more: Partial<RoundRecord>): RoundRecord => ({
  seed,
  engine: "Terraform 1.11.4",
  seconds: 30,
  graphs: ["0 tokens, 0 grants", "1 tokens, 0 grants"],
  edits: ["create all"],
  profile: ["listLagMs"],
  troubles: [{ kind: "hang", hasStruck: true }],
  violations: [],
  ...more,
});

const report: Report = {
  version: "1.2.3",
  node: "20.20.2",
  rounds: [
    round(1, {}),
    round(2, { engine: "OpenTofu 1.12.6", troubles: [{ kind: "hang", hasStruck: false }] }),
    round(3, {
      troubles: [
        { kind: "hang", hasStruck: true },
        { kind: "hang", hasStruck: true },
      ],
      violations: [{ kind: "twin", words: "two of them" }],
    }),
  ],
};

describe("figures", () => {
  it("tell rounds, troubles that struck, and what they broke", () => {
    const text = figures([report]);
    expect(text).toContain(
      "cdktf-provider-atlan 1.2.3, with OpenTofu 1.12.6, Terraform 1.11.4, Node 20.20.2: 3 rounds, 2 minutes",
    );
    expect(text).toContain("| hang | 3 | 2 | 1 |");
    expect(text).toContain("| listLagMs | 3 | 1 |");
    expect(text).toContain("| OpenTofu 1.12.6 | 1 | 0 |");
    expect(text).toContain("| twin | 1 | 3 |");
  });

  it("stand between the page's marks, and nowhere else", () => {
    const page =
      "before\n<!-- figures: npm run chaos:page -->\nold\n<!-- end of figures -->\nafter\n";
    const written = pageWith(page, [report]);
    expect(written).toMatch(/^before\n[\s\S]*3 rounds[\s\S]*\nafter\n$/);
    expect(written).not.toContain("old");
    expect(pageWith(written, [report])).toBe(written);
    expect(() => pageWith("no marks", [report])).toThrow("Cannot write figures");
  });
});
