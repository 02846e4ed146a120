// What a page of the reference says of a schema.
import { describe, expect, it } from "@jest/globals";
import { defineSchema } from "../../../lib/schema/index.js";
import { constructName, renderPage } from "../../../scripts/docs/render-page.js";

const door = defineSchema({
  typeName: "atlan_front_door",
  kind: "resource",
  noun: "front door",
  version: 0,
  description: "A door.",
  timeouts: { create: "1m" },
  exactlyOneOf: [["colour", "persona_qualified_names"]],
  attributes: {
    colour: { type: "string", mode: "optional", default: "red", description: "Its colour." },
    persona_qualified_names: {
      type: ["set", "string"],
      mode: "optional",
      description: "Who may pass.",
      rules: [{ rule: "no_blank_element" }],
      property: { name: "personas", expected: "personas" },
    },
    width: {
      type: "number",
      mode: "required",
      description: "Its width.",
      replace: "wood does not grow",
    },
    hinges: {
      nesting: "list",
      mode: "optional",
      description: "What it hangs on.",
      attributes: {
        screws: { type: "number", mode: "required", description: "How many." },
        metal: {
          nesting: "single",
          mode: "optional",
          description: "What it is made of.",
          attributes: { name: { type: "string", mode: "required", description: "Its name." } },
        },
      },
    },
    key: { type: "string", mode: "computed", sensitive: true, description: "The key." },
  },
});

const page = renderPage(
  {
    schema: door,
    name: "resources/front_door",
    path: "docs/resources/front_door.md",
    typescriptPath: "door.ts",
  },
  { typescript: "new Door();", hcl: "door {}", fragments: ["## Notes\n\nKnock."] },
);

describe("renderPage", () => {
  it("writes the whole page from the schema, the examples and the fragments", () => {
    expect(page.split("\n").slice(2).join("\n")).toBe(`# atlan_front_door (resource)

A door.

In TypeScript: \`AtlanFrontDoor\`, with the names below in camelCase.

## Example

\`\`\`typescript
new Door();
\`\`\`

In HCL:

\`\`\`hcl
door {}
\`\`\`

## Arguments

Exactly one of these is set: \`colour\`, \`persona_qualified_names\`.

- \`width\` (number, required): Its width.
  - A change makes a new front door: wood does not grow.
- \`colour\` (string, optional): Its colour.
  - Default: \`"red"\`.
- \`persona_qualified_names\` (set of string, optional): Who may pass.
  - In TypeScript: \`personas\`.
  - Limit: no blank element.
- \`hinges\` (list of objects, optional): What it hangs on.
  - Made of: see [below](#in-hinges).

### In \`hinges\`

- \`screws\` (number, required): How many.
- \`metal\` (object, optional): What it is made of.
  - Made of: see [below](#in-hingesmetal).

#### In \`hinges.metal\`

- \`name\` (string, required): Its name.

## Attributes

What the tenant decides:

- \`key\` (string, sensitive): The key.

## Timeouts

The \`timeouts\` block says how long each operation may take, waits and retries included, in Go's notation: \`"90s"\`, \`"10m"\`, \`"1h30m"\`. Changing it sends no request.

- \`create\`: \`1m\` when left out.

## Notes

Knock.
`);
  });
});

describe("renderPage of a lookup", () => {
  it("says that what is left out is looked up, too", () => {
    const lookup = defineSchema({
      typeName: "atlan_front_door",
      kind: "data_source",
      noun: "front door",
      version: 0,
      description: "A door.",
      attributes: {
        colour: { type: "string", mode: "optional_computed", description: "Its colour." },
        width: { type: "number", mode: "computed", description: "Its width." },
      },
    });
    const place = { name: "", path: "", typescriptPath: "" };
    const text = renderPage(
      { schema: lookup, ...place },
      { typescript: "", hcl: "", fragments: [] },
    );
    expect(text).toContain(
      "What the tenant decides, and whichever of `colour` you leave out:\n\n- `width`",
    );
  });
});

describe("renderPage of an ephemeral resource", () => {
  it("names the entry of its construct, and says what is write-only", () => {
    const key = defineSchema({
      typeName: "atlan_front_door_key",
      kind: "ephemeral_resource",
      noun: "key",
      version: 0,
      description: "A key.",
      timeouts: { open: "1m" },
      attributes: {
        door: {
          nesting: "single",
          mode: "required",
          description: "Which door.",
          attributes: {
            colour: {
              type: "string",
              mode: "optional",
              default: "red",
              description: "Its colour.",
            },
          },
        },
        teeth: {
          type: "string",
          mode: "optional",
          sensitive: true,
          writeOnly: true,
          description: "What fits.",
        },
      },
    });
    const place = { name: "", path: "", typescriptPath: "" };
    const text = renderPage({ schema: key, ...place }, { typescript: "", hcl: "", fragments: [] });
    expect(text).toContain("# atlan_front_door_key (ephemeral resource)");
    expect(text).toContain(
      "`EphemeralAtlanFrontDoorKey` of `cdktf-provider-atlan/cdktn`, with the names below in camelCase. cdktf has no ephemeral resources: there [an override writes it]",
    );
    expect(text).toContain(
      "- `door` (object, required): Which door.\n  - Made of: see [below](#in-door).",
    );
    expect(text).toContain("### In `door`\n\n- `colour` (string, optional): Its colour.");
    expect(text).toContain(
      "- `teeth` (string, sensitive, write-only, optional): What fits.\n  - Stored nowhere",
    );
  });
});

describe("constructName", () => {
  it.each([
    { kind: "provider", expected: "AtlanProvider" },
    { kind: "resource", expected: "AtlanFrontDoor" },
    { kind: "data_source", expected: "DataAtlanFrontDoor" },
    { kind: "ephemeral_resource", expected: "EphemeralAtlanFrontDoor" },
  ] as const)("calls the construct of a $kind $expected", ({ kind, expected }) => {
    expect(constructName({ ...door, kind })).toBe(expected);
  });
});
