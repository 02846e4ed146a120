// Which credentials synth refuses: whatever wraps it, a literal of the stack must not become one.
import { beforeEach, describe, expect, it } from "@jest/globals";
import {
  DataTerraformRemoteStateLocal,
  Fn,
  Lazy,
  TerraformElement,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { AtlanProvider, type AtlanProviderProps } from "../../lib";

const SECRET = "very-secret-1";

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
});

const synth = () => Testing.synth(stack, true);
const local = (name: string, expression: unknown) => new TerraformLocal(stack, name, expression);
const variable = (name: string, config = {}) =>
  new TerraformVariable(stack, name, { sensitive: true, ...config });
const v = () => variable("key").stringValue;
const provide = (apiKey: unknown, more: AtlanProviderProps = {}) =>
  new AtlanProvider(stack, "atlan", { apiKey: apiKey as string, ...more });
const raw = (expression: string) => () => provide(`\${${expression}}`);

const refused: Readonly<Record<string, () => unknown>> = {
  "a literal": () => provide(SECRET),
  "a number": () => provide(1234),
  "Fn.sensitive": () => provide(Fn.sensitive(SECRET)),
  "a Lazy": () => provide(Lazy.stringValue({ produce: () => SECRET })),
  "a token of it": () => provide(Token.asString(SECRET)),
  "a literal before a variable": () => provide(SECRET + v()),
  "a literal after a variable": () => provide(v() + SECRET),
  "a local": () => provide(local("l", SECRET).asString),
  "a local of a local": () =>
    provide(local("outer", Fn.trimspace(local("inner", SECRET).asString)).asString),
  "an element of a local": () => provide(Fn.lookup(local("l", { k: SECRET }).expression, "k", "")),
  "a nested element of a local": () => {
    local("l", { a: [{ k: SECRET }] });
    raw("local.l.a[0].k")();
  },
  "any element of a local": () => {
    provide(Fn.lookup(local("l", { a: SECRET, b: "" }).expression, v(), ""));
  },
  "an element with a computed key": () => {
    local("l", { "${var.key}": SECRET });
    provide(`\${local.l["a"]}${v().slice(0, 0)}`);
  },
  "a fallback of coalesce": () => provide(Fn.coalesce([v(), SECRET])),
  "a fallback of try": () => provide(Fn.try([v(), SECRET])),
  "a fallback of lookup": () => provide(Fn.lookup(variable("m").value, "k", SECRET)),
  "a branch": () => provide(Fn.conditional(variable("is").booleanValue, v(), SECRET)),
  "a join": () => provide(Fn.join("", ["very-", "secret"])),
  "a format": () => provide(Fn.format("%s-secret", [v()])),
  "a replacement": () => provide(Fn.replace(v(), "/.*/", SECRET)),
  base64: () => provide(Fn.base64decode("dmVyeS1zZWNyZXQ=")),
  JSON: () => provide(Fn.lookup(Fn.jsondecode(Fn.rawString(`{"key":"${SECRET}"}`)), "key", "")),
  "a list's element": () => provide(Fn.element([SECRET, v()], 0)),
  "a merge": raw(`merge({ a = "${SECRET}" }, var.m)["a"]`),
  "a key": raw(`keys({ ${SECRET} = 1 })[0]`),
  "a key in a loop": raw(`[for k, x in { "${SECRET}" = 1 } : k][0]`),
  "a value in a loop": raw(`one([for x in ["${SECRET}"] : upper(x) if x != ""])`),
  "a splat": raw(`[{ a = "${SECRET}" }][*].a`),
  "a template's branch": () => provide(`%{ if var.is }${SECRET}%{ else }x%{ endif }`),
  "a template's loop": () => provide(`%{ for x in ["${SECRET}"] }\${x}%{ endfor }`),
  "an argument of a template file": () => provide(Fn.templatefile("key.tftpl", { key: SECRET })),
  "a function it does not know": raw(`brandnew("${SECRET}")`),
  "what it cannot read": raw(`<<EOT\n${SECRET}\nEOT\n`),
  "a variable's default": () => provide(variable("d", { default: SECRET }).stringValue),
  "an element of a variable's default": () =>
    provide(Fn.lookup(variable("d", { default: { k: SECRET } }).value, "k", "")),
  "a default in a variable's type": () => {
    variable("d", { type: `object({ k = optional(string, "${SECRET}") })` });
    raw("var.d.k")();
  },
  "an override of the provider": () =>
    new AtlanProvider(stack, "atlan").addOverride("api_key", SECRET),
  "an override of the stack": () => {
    new AtlanProvider(stack, "atlan");
    stack.addOverride("provider.atlan.0.api_key", SECRET);
  },
  "a provider block that the stack appends": () => {
    new AtlanProvider(stack, "atlan");
    stack.addOverride("provider.atlan", [{ alias: "x", api_key: SECRET }]);
  },
  "a local that the stack overrides": () => {
    provide(local("l", v()).asString);
    stack.addOverride("locals.l", SECRET);
  },
  "a variable whose default the stack overrides": () => {
    provide(v());
    stack.addOverride("variable.key.default", SECRET);
  },
  "a local of an element of the stack's own": () => {
    class Raw extends TerraformElement {
      override toTerraform() {
        return { locals: { own: SECRET } };
      }
    }
    new Raw(stack, "raw");
    raw("local.own")();
  },
};

const accepted: Readonly<Record<string, () => unknown>> = {
  "a variable": () => provide(v()),
  nothing: () => new AtlanProvider(stack, "atlan"),
  "a null": () => provide(Token.nullValue()),
  "a blank": () => provide(""),
  "an expression of a variable": raw("var.key"),
  "a trimmed variable": () => provide(Fn.trimspace(v())),
  "a sensitive variable": () => provide(Fn.sensitive(v())),
  "two variables with a separator": () => provide(`${v()}.${variable("other").stringValue}`),
  "a local of a variable": () => provide(local("l", v()).asString),
  "an element of a local that has literals elsewhere": () => {
    local("settings", { key: v(), region: "europe", list: ["a"] });
    raw("local.settings.key")();
  },
  "the same by lookup": () => {
    const settings = local("settings", { key: v(), region: "europe" });
    provide(Fn.lookup(settings.expression, "key", ""));
  },
  "an element of a variable": () => provide(Fn.lookup(variable("keys").value, "production", "")),
  "an element of a variable by index": raw(`var.keys["production"]`),
  "a choice by a literal": raw(`terraform.workspace == "production" ? var.a : var.b`),
  "a choice by a contained literal": raw(`contains(["a", "b"], terraform.workspace) ? var.a : ""`),
  "a choice with null": raw(`var.key != "none" ? var.key : null`),
  "a fallback that is blank": () => provide(Fn.coalesce([v(), ""])),
  "a file": () => provide(Fn.file("/run/secrets/key")),
  "a file beside the stack": raw(`trimspace(file("\${path.module}/key.txt"))`),
  "a pattern": raw(`regex("key=(.*)", var.file)[0]`),
  "a replaced literal": raw(`replace(var.key, "\\n", "")`),
  "a cut prefix": raw(`trimprefix(var.key, "Bearer ")`),
  "a part of a variable": raw(`split(":", var.pair)[1]`),
  "a format of a variable": () => provide(Fn.format("%s", [v()])),
  "JSON of a lookup": raw(`jsondecode(data.vault_generic_secret.atlan.data_json)["api_key"]`),
  "an attribute of a lookup": raw("data.aws_secretsmanager_secret_version.key.secret_string"),
  "an attribute of a resource": raw("vault_token.atlan.client_token"),
  "an output of a module": raw("module.secrets.api_key"),
  "a function of a provider": raw(`provider::vault::read("secret/atlan")`),
  "a remote state's output": () => {
    const state = new DataTerraformRemoteStateLocal(stack, "state", { path: "other.tfstate" });
    provide(state.getString("api_key"));
  },
  "a loop's element": raw(`one([for k, x in var.keys : x if k == "production"])`),
  "a template's condition": () => provide(`%{ if var.stage == "production" }${v()}%{ endif }`),
  "a comment": raw(`var.key /* "not a value" */`),
  "a variable whose default is blank": () => provide(variable("d", { default: "" }).stringValue),
  "a local that names itself": () => {
    local("l", `\${local.l}`);
    raw("local.l")();
  },
};

describe("a credential that comes from", () => {
  it.each(Object.keys(refused))("%s is refused, and not printed", (name) => {
    refused[name]?.();
    expect(synth).toThrow(/^.*\n? *\[stack\/atlan\] Cannot configure provider: apiKey /m);
    expect(synth).not.toThrow(/very|secret-1|dmVy/);
  });

  it.each(Object.keys(accepted))("%s is accepted", (name) => {
    accepted[name]?.();
    expect(synth).not.toThrow();
  });

  it("a variable may stand behind the word Bearer", () => {
    new AtlanProvider(stack, "atlan", { userBearerToken: `Bearer ${v()}` });
    expect(synth).not.toThrow();
  });

  it("a literal is accepted where the provider allows it, and only there", () => {
    provide(SECRET, { allowLiteralCredentials: true });
    expect(synth).not.toThrow();
    new AtlanProvider(stack, "second", { alias: "second", userBearerToken: SECRET });
    expect(synth).toThrow("[stack/second] Cannot configure provider: userBearerToken is a literal");
    expect(synth).not.toThrow("[stack/atlan]");
  });

  it("an innermost local is named by its path", () => {
    refused["a local of a local"]?.();
    expect(synth).toThrow('apiKey comes from the local "stack/inner", which holds a literal');
  });

  it("a local without a construct is named as Terraform does", () => {
    raw("local.made")();
    stack.addOverride("locals.made", SECRET);
    expect(synth).toThrow('apiKey comes from the local "local.made"');
  });
});
