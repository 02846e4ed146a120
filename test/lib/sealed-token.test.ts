// A token or client whose secret is sealed, as a stack declares it: recipients, outputs and deliveries of the sealed form.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { AtlanProvider, AtlanTokenDelivery } from "../../lib";
import { camelCase } from "../../lib/private/settings";
import { type Principal, principals } from "./principals";
import { temporaryFolder } from "./temporary-folder";

const RECIPIENTS = [
  "age1gyyymh27gcsgkvl7u8lpdtj2zgfgvccz42hshpffrldgh0v9lfmsufjsex",
  "age1t27vjl7v0yp0yq99r8lpcewuecy7ayerx3hlpzqns6xdtktzlg0sj2gjjm",
];
describe.each(principals)("of one $noun,", (kind) => {
  const { noun, word, type, secret, sealedSecret, sealedVariable, alongside } = kind;
  const besides = Object.fromEntries(
    Object.entries(alongside).map(([name, attribute]) => [name, `\${${type}.loader.${attribute}}`]),
  );
  const SEALED_TEXT = `\${${type}.loader.${sealedSecret}}`;
  const IS_KNOWN = `\${${type}.loader.${sealedSecret} != null}`;

  let app: App;
  let stack: TerraformStack;

  beforeEach(() => {
    app = Testing.app({ outdir: temporaryFolder() });
    stack = new TerraformStack(app, "stack");
    new AtlanProvider(stack, "atlan");
  });

  const declare = (props: { readonly sealTo?: string[] } = { sealTo: RECIPIENTS }) =>
    kind.declare(stack, "loader", props);
  const synth = () => JSON.parse(Testing.synth(stack, true));

  describe("recipients", () => {
    it("are what is written", () => {
      declare();
      expect(synth().resource[type].loader.seal_to).toEqual(RECIPIENTS);
    });

    it("may come from what only apply knows, beside others that are checked", () => {
      const variable = new TerraformVariable(stack, "recipient", {}).stringValue;
      declare({ sealTo: [variable, ...RECIPIENTS] });
      expect(synth().resource[type].loader.seal_to).toEqual([`\${var.recipient}`, ...RECIPIENTS]);
    });

    it.each([
      ["an SSH key", ["ssh-ed25519 AAAA amira@example.com"], "is an SSH key"],
      ["an identity", ["AGE-SECRET-KEY-1QQQQ"], "an element is an identity"],
      ["none", [], "must have at least one element"],
      ["a mistyped one", [`${RECIPIENTS[0]}x`], "is incomplete or mistyped"],
    ])("that are %s are refused", (_name, sealTo, problem) => {
      declare({ sealTo });
      expect(synth).toThrow(`[stack/loader] Cannot declare ${noun}: sealTo (seal_to) must`);
      expect(synth).toThrow(problem);
      expect(synth).not.toThrow("QQQQ");
    });
  });

  describe("an output", () => {
    it("has the sealed secret, readable by everybody, once it is known", () => {
      const token = declare();
      const output = token.outputSealedSecret("sealed_token");
      expect(token.outputSealedSecret("sealed_token")).toBe(output);
      expect(synth().output.sealed_token).toEqual({
        sensitive: false,
        value: SEALED_TEXT,
        precondition: { condition: IS_KNOWN, error_message: expect.stringContaining("-replace") },
      });
    });

    it("of the plaintext is refused", () => {
      declare().outputSecret("token");
      expect(synth).toThrow(
        `[stack/loader/token] Cannot output secret "token": the ${word} is sealed (sealTo), so that ${camelCase(secret)} is null, expected outputSealedSecret`,
      );
    });

    it("of the sealed secret is refused where nothing seals it", () => {
      declare({}).outputSealedSecret("token");
      expect(synth).toThrow(
        `Cannot output sealed secret "token": the ${word} is not sealed, expected sealTo on the ${word}, or outputSecret`,
      );
    });

    it.each([
      ["a setter", (token: Principal) => Object.assign(token, { sealTo: RECIPIENTS })],
      ["an override", (token: Principal) => token.addOverride("seal_to", RECIPIENTS)],
    ])("goes by what %s says last", (_name, seal) => {
      const token = declare({});
      token.outputSealedSecret("sealed_token");
      seal(token);
      expect(synth().output.sealed_token.value).toBe(SEALED_TEXT);
    });
  });

  describe("a delivery", () => {
    const deliver = (props: object = {}) =>
      new AtlanTokenDelivery(stack, "delivery", { token: declare(), command: "put", ...props });
    const resource = () => {
      const [only] = Object.values<{
        lifecycle: { precondition: { condition: string }[] };
        provisioner: { "local-exec": { environment: object; interpreter: string[] } }[];
      }>(synth().resource.null_resource);
      return only;
    };
    const localExec = () => resource()?.provisioner[0]?.["local-exec"];

    it("hands over the sealed text, and masks nothing", () => {
      deliver();
      expect(resource()?.lifecycle.precondition[0]?.condition).toBe(IS_KNOWN);
      expect(localExec()).toEqual({
        command: "put",
        environment: { ...besides, [sealedVariable]: SEALED_TEXT },
        interpreter: ["/bin/sh", "-c"],
      });
    });

    it("withholds the command's output where it is told to", () => {
      deliver({ showOutput: "never" });
      expect(localExec()?.interpreter.slice(-4)).toEqual([
        sealedVariable,
        "never",
        "/bin/sh",
        "-c",
      ]);
    });

    it("takes another variable, and is the same in HCL", () => {
      deliver({ environmentVariable: "SEALED" });
      expect(localExec()?.environment).toEqual({ ...besides, SEALED: SEALED_TEXT });
      const hcl = Testing.synthHcl(stack);
      expect(hcl).toMatch(/SEALED\s+= "/);
      expect(hcl).toContain(`= "${SEALED_TEXT}"`);
      expect(hcl).toMatch(/interpreter\s*= \[\s*"\/bin\/sh",\s*"-c"/);
    });
  });
});
