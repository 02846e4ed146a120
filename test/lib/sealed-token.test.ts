// A token whose secret is sealed, as a stack declares it: recipients, outputs and deliveries of the sealed form.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  AtlanApiToken,
  type AtlanApiTokenProps,
  AtlanProvider,
  AtlanTokenDelivery,
} from "../../lib";
import { temporaryFolder } from "./temporary-folder";

const RECIPIENTS = [
  "age1gyyymh27gcsgkvl7u8lpdtj2zgfgvccz42hshpffrldgh0v9lfmsufjsex",
  "age1t27vjl7v0yp0yq99r8lpcewuecy7ayerx3hlpzqns6xdtktzlg0sj2gjjm",
];
const SEALED_TEXT = `\${atlan_api_token.loader.sealed_access_token}`;
const IS_KNOWN = `\${atlan_api_token.loader.sealed_access_token != null}`;

let app: App;
let stack: TerraformStack;

beforeEach(() => {
  app = Testing.app({ outdir: temporaryFolder() });
  stack = new TerraformStack(app, "stack");
  new AtlanProvider(stack, "atlan");
});

const declare = (props: Partial<AtlanApiTokenProps> = { sealTo: RECIPIENTS }) =>
  new AtlanApiToken(stack, "loader", { displayName: "loader", ...props });
const synth = () => JSON.parse(Testing.synth(stack, true));

describe("recipients", () => {
  it("are what is written", () => {
    declare();
    expect(synth().resource.atlan_api_token.loader.seal_to).toEqual(RECIPIENTS);
  });

  it("may come from what only apply knows, beside others that are checked", () => {
    const variable = new TerraformVariable(stack, "recipient", {}).stringValue;
    declare({ sealTo: [variable, ...RECIPIENTS] });
    expect(synth().resource.atlan_api_token.loader.seal_to).toEqual([
      `\${var.recipient}`,
      ...RECIPIENTS,
    ]);
  });

  it.each([
    ["an SSH key", ["ssh-ed25519 AAAA amira@example.com"], "is an SSH key"],
    ["an identity", ["AGE-SECRET-KEY-1QQQQ"], "an element is an identity"],
    ["none", [], "must have at least one element"],
    ["a mistyped one", [`${RECIPIENTS[0]}x`], "is incomplete or mistyped"],
  ])("that are %s are refused", (_name, sealTo, problem) => {
    declare({ sealTo });
    expect(synth).toThrow(/\[stack\/loader\] Cannot declare API token: sealTo \(seal_to\) must/);
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
      '[stack/loader/token] Cannot output secret "token": the token is sealed (sealTo), so that accessToken is null, expected outputSealedSecret',
    );
  });

  it("of the sealed secret is refused where nothing seals it", () => {
    declare({}).outputSealedSecret("token");
    expect(synth).toThrow(
      'Cannot output sealed secret "token": the token is not sealed, expected sealTo on the token, or outputSecret',
    );
  });

  it.each([
    ["a setter", (token: AtlanApiToken) => Object.assign(token, { sealTo: RECIPIENTS })],
    ["an override", (token: AtlanApiToken) => token.addOverride("seal_to", RECIPIENTS)],
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
      environment: { ATLAN_DELIVERED_SEALED_TOKEN: SEALED_TEXT },
      interpreter: ["/bin/sh", "-c"],
    });
  });

  it("withholds the command's output where it is told to", () => {
    deliver({ showOutput: "never" });
    expect(localExec()?.interpreter.slice(-4)).toEqual([
      "ATLAN_DELIVERED_SEALED_TOKEN",
      "never",
      "/bin/sh",
      "-c",
    ]);
  });

  it("takes another variable, and is the same in HCL", () => {
    deliver({ environmentVariable: "SEALED" });
    expect(localExec()?.environment).toEqual({ SEALED: SEALED_TEXT });
    const hcl = Testing.synthHcl(stack);
    expect(hcl).toContain(`SEALED = "${SEALED_TEXT}"`);
    expect(hcl).toMatch(/interpreter\s*= \[\s*"\/bin\/sh",\s*"-c"/);
  });
});
