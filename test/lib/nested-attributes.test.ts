// Attributes made of attributes that a stack sets: written whole under Terraform's names, checked inside, and read.
import { describe, expect, it } from "@jest/globals";
import { Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { AtlanProvider } from "../../lib";
import { WorkshopMachine } from "./workshop/machine";

type Props = Readonly<Record<string, unknown>>;

const expression = (text: string): string => `\${${text}}`;

const inStack = (props: Props | ((stack: TerraformStack) => Props)) => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(stack, "atlan");
  const given = typeof props === "function" ? props(stack) : props;
  return { stack, machine: new WorkshopMachine(stack, "lathe", { name: "lathe", ...given }) };
};

const written = (props: Props | ((stack: TerraformStack) => Props)): Props => {
  const { stack } = inStack(props);
  return JSON.parse(Testing.synth(stack)).resource.workshop_machine.lathe;
};

const faultsOf = (props: Props): readonly string[] =>
  inStack(props)
    .machine.node.validate()
    .map((fault) => fault.replace(/^Cannot declare machine: /, ""));

const variable = (stack: TerraformStack, name = "v"): TerraformVariable =>
  new TerraformVariable(stack, name, {});

describe("a nested attribute is written", () => {
  it("with Terraform's names at every depth", () => {
    expect(
      written({
        maintenance: { everyDays: 7, notes: "belt" },
        spareParts: [{ partName: "belt" }, { partName: "bulb", amount: 2, shelf: null }],
      }),
    ).toMatchObject({
      maintenance: { every_days: 7, notes: "belt" },
      spare_parts: [{ part_name: "belt" }, { part_name: "bulb", amount: 2, shelf: null }],
    });
  });

  it("without what is undefined, and empty where nothing is given", () => {
    expect(written({ maintenance: { notes: undefined }, spareParts: [] })).toMatchObject({
      maintenance: {},
      spare_parts: [],
    });
  });

  it("as an expression where Terraform fills it in, whole or in part", () => {
    const { maintenance, spare_parts: spareParts } = written((stack) => ({
      maintenance: variable(stack).value,
      spareParts: [{ partName: Fn.upper("belt"), amount: Fn.abs(-2) }],
    }));
    expect(maintenance).toBe(expression("var.v"));
    expect(spareParts).toEqual([
      { part_name: expression('upper("belt")'), amount: expression("abs(-2)") },
    ]);
  });
});

describe("a nested attribute is refused with its path", () => {
  it.each<[string, Props, string]>([
    ["a number for an object", { maintenance: 3 }, "maintenance must be an object, got number"],
    [
      "an array for an object",
      { maintenance: [{}] },
      "maintenance must be an object, got an array",
    ],
    [
      "an object for an array",
      { spareParts: { partName: "belt" } },
      "spareParts (spare_parts) must be an array of objects, got object",
    ],
    [
      "an element that is no object",
      { spareParts: [{ partName: "belt" }, "bulb"] },
      "spareParts[1] (spare_parts) must be an object, got string",
    ],
    [
      "a part of another type",
      { maintenance: { everyDays: "7" } },
      "maintenance.everyDays (every_days) must be a number, got string",
    ],
    [
      "a part that breaks its rule",
      { maintenance: { everyDays: 0 } },
      "maintenance.everyDays (every_days) must be a whole number from 1 to 365, got 0",
    ],
    [
      "a part that is missing",
      { spareParts: [{ amount: 1 }] },
      "spareParts[0].partName (part_name) is missing, expected a string",
    ],
    [
      "a part under Terraform's name",
      { maintenance: { every_days: 7 } },
      'maintenance: unknown property "every_days", nearest is everyDays, expected one of everyDays, notes',
    ],
    [
      "a part that only the tenant says",
      { maintenance: { planId: "p1" } },
      'maintenance: unknown property "planId", expected one of everyDays, notes',
    ],
  ])("%s", (_name, props, fault) => {
    expect(faultsOf(props)).toEqual([fault]);
  });

  it("not where Terraform fills it in", () => {
    const { machine } = inStack((stack) => ({
      maintenance: variable(stack).value,
      spareParts: [variable(stack, "w").stringValue],
    }));
    expect(machine.node.validate()).toEqual([]);
  });
});

describe("for HCL", () => {
  const hclOf = (props: Props): string => {
    const { stack } = inStack(props);
    return String(Testing.synthHcl(stack)).replaceAll(/\s+/g, " ");
  };

  it("it is an attribute, with objects inside", () => {
    expect(
      hclOf({ maintenance: { everyDays: 7 }, spareParts: [{ partName: "belt", shelf: null }] }),
    ).toContain('maintenance = { every_days = 7 } spare_parts = [ { part_name = "belt" }, ]');
  });

  it.each<[string, string, string]>([
    ["a bracket", "[a]", '"[a]"'],
    ["a quotation mark", '"a"', '"\\"a\\""'],
    ["a line break", "a\nb", '"a\\nb"'],
  ])("text with %s stays text", (_name, notes, text) => {
    expect(hclOf({ maintenance: { notes } })).toContain(`notes = "${expression(text)}"`);
  });

  it("null is null", () => {
    expect(hclOf({ maintenance: null })).toContain("maintenance = null");
  });
});

it("what the tenant says in it can be read, and nothing of what is write-only", () => {
  const { stack, machine } = inStack({ pin: "1234" });
  const value = [
    machine.maintenance.planId,
    machine.maintenance.everyDays,
    machine.spareParts.get(0).serial,
    machine.replaced.get(0).scrapped,
  ];
  new TerraformOutput(stack, "all", { value, staticId: true });
  const { output, resource } = JSON.parse(Testing.synth(stack));
  expect(output.all.value).toEqual([
    expression("workshop_machine.lathe.maintenance.plan_id"),
    expression("workshop_machine.lathe.maintenance.every_days"),
    expression("workshop_machine.lathe.spare_parts[0].serial"),
    expression("workshop_machine.lathe.replaced[0].scrapped"),
  ]);
  expect(resource.workshop_machine.lathe.pin).toBe("1234");
  expect("pin" in machine).toBe(false);
});
