// The TypeScript of the reference that no deployed example covers synthesises, validation included, and shows its type.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { App, type TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { LookupStack } from "../../docs/examples/data-sources/api_token";
import { TokenListStack } from "../../docs/examples/data-sources/api_tokens";
import { CollectionLookupStack } from "../../docs/examples/data-sources/collection";
import { ConnectionLookupStack } from "../../docs/examples/data-sources/connection";
import { CurrentUserStack } from "../../docs/examples/data-sources/current_user";
import { ClientLookupStack } from "../../docs/examples/data-sources/oauth_client";
import { ClientListStack } from "../../docs/examples/data-sources/oauth_clients";
import { PersonaLookupStack } from "../../docs/examples/data-sources/persona";
import { PersonaListStack } from "../../docs/examples/data-sources/personas";
import { RoleLookupStack } from "../../docs/examples/data-sources/role";
import { RoleListStack } from "../../docs/examples/data-sources/roles";
import { UserLookupStack } from "../../docs/examples/data-sources/user";
import { AccessStack } from "../../docs/examples/guides/access";
import { CollectionEditorStack } from "../../docs/examples/resources/collection_editor";
import { CollectionViewerStack } from "../../docs/examples/resources/collection_viewer";
import { ConnectionAdminStack } from "../../docs/examples/resources/connection_admin";
import { OauthClientStack } from "../../docs/examples/resources/oauth_client";
import { BindingStack } from "../../docs/examples/resources/token_persona_binding";
import { RetirementStack } from "../../docs/examples/resources/token_retirement";

type Stack = new (scope: Construct, id: string) => TerraformStack;

interface Row {
  readonly file: string;
  readonly Stack: Stack;
  /** What the page is about, by its name in the stack. */
  readonly shown: object;
}

const reference = (path: string): string => `\${${path}}`;
const set = (path: string): string => reference(`tolist(${path})`);

const finance = reference("data.atlan_collection.finance.id");
const rows: readonly Row[] = [
  {
    file: "data-sources/api_token.ts",
    Stack: LookupStack,
    shown: { export: { display_name: "catalog export" } },
  },
  {
    file: "data-sources/api_tokens.ts",
    Stack: TokenListStack,
    shown: { newest: { sort: "-createdAt", limit: 10 } },
  },
  {
    file: "data-sources/collection.ts",
    Stack: CollectionLookupStack,
    shown: { finance: { name: "Finance queries" } },
  },
  {
    file: "data-sources/connection.ts",
    Stack: ConnectionLookupStack,
    shown: { development: { name: "development", connector_name: "snowflake" } },
  },
  { file: "data-sources/current_user.ts", Stack: CurrentUserStack, shown: { me: {} } },
  {
    file: "data-sources/oauth_client.ts",
    Stack: ClientLookupStack,
    shown: { sync: { display_name: "catalog sync" } },
  },
  {
    file: "data-sources/oauth_clients.ts",
    Stack: ClientListStack,
    shown: { newest: { sort: "-createdAt", limit: 10 } },
  },
  {
    file: "data-sources/persona.ts",
    Stack: PersonaLookupStack,
    shown: { analysts: { name: "Data Assets" } },
  },
  {
    file: "data-sources/personas.ts",
    Stack: PersonaListStack,
    shown: { enabled: { filter: '{"enabled":true}', columns: ["id", "displayName", "users"] } },
  },
  { file: "data-sources/role.ts", Stack: RoleLookupStack, shown: { member: { label: "Member" } } },
  {
    file: "data-sources/roles.ts",
    Stack: RoleListStack,
    shown: { workspace: { filter: '{"level":"workspace"}' } },
  },
  {
    file: "data-sources/user.ts",
    Stack: UserLookupStack,
    shown: { tomas: { email: "tomas@example.com" } },
  },
  {
    file: "resources/collection_editor.ts",
    Stack: CollectionEditorStack,
    shown: {
      publisher_edits: {
        collection_id: finance,
        usernames: set("atlan_api_token.publisher.active_usernames"),
      },
    },
  },
  {
    file: "resources/collection_viewer.ts",
    Stack: CollectionViewerStack,
    shown: {
      finance_viewers: {
        collection_id: finance,
        usernames: expect.stringContaining("data.atlan_user.tomas.username"),
      },
    },
  },
  {
    file: "resources/connection_admin.ts",
    Stack: ConnectionAdminStack,
    shown: {
      crawler_admin: {
        connection_id: reference("data.atlan_connection.development.id"),
        usernames: set("atlan_api_token.crawler.active_usernames"),
      },
    },
  },
  {
    file: "resources/oauth_client.ts",
    Stack: OauthClientStack,
    shown: { sync: { role: "Member", rotation: { rotate_every_seconds: 7_776_000 } } },
  },
  {
    file: "resources/token_persona_binding.ts",
    Stack: BindingStack,
    shown: {
      reporter_reads: {
        persona_qualified_name: reference("data.atlan_persona.analysts.qualified_name"),
        token_ids: set("atlan_api_token.reporter.active_ids"),
      },
    },
  },
  {
    file: "resources/token_retirement.ts",
    Stack: RetirementStack,
    shown: {
      retirement: {
        token_id: reference("atlan_api_token.loader.id"),
        retiring: reference("atlan_api_token.loader.retiring"),
        depends_on: ["terraform_data.copy"],
      },
    },
  },
];

const DOCS = path.resolve(__dirname, "../../docs");
const EXAMPLES = path.join(DOCS, "examples");
const GUIDE = "guides/access";

describe("docs/examples", () => {
  it("has no TypeScript but what is synthesised here", () => {
    const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      // Those are stacks of cdktn: they are synthesised where the tests of their constructs are.
      .filter((file) => !file.startsWith("ephemeral-resources"));
    expect(files.sort()).toEqual([...rows.map(({ file }) => file), `${GUIDE}.ts`].sort());
  });

  it.each(rows)("$file synthesises, and shows what the page talks about", (row) => {
    const stack = new row.Stack(Testing.stubVersion(new App()), "docs");
    const configuration = JSON.parse(Testing.synth(stack, true));
    const [folder, name] = row.file.replace(".ts", "").split("/");
    const kind = folder === "resources" ? "resource" : "data";
    expect(configuration[kind][`atlan_${name}`]).toMatchObject(row.shown);
  });
});

describe("docs/guides/access.md", () => {
  const flat = (text: string): string => text.replace(/^\s+/gm, "");
  const guide = readFileSync(path.join(DOCS, `${GUIDE}.md`), "utf8");
  const example = flat(readFileSync(path.join(EXAMPLES, `${GUIDE}.ts`), "utf8"));
  const blocks = Array.from(
    guide.matchAll(/```typescript\n([\s\S]*?)```/g),
    ([, code = ""]) => code,
  );

  it.each(blocks)("shows in block %# what is synthesised", (code) => {
    expect(example).toContain(flat(code).trimEnd());
  });

  it("synthesises eight grants", () => {
    const stack = new AccessStack(Testing.stubVersion(new App()), "docs");
    const { resource } = JSON.parse(Testing.synth(stack, true));
    const countOf = (type: string) => Object.keys(resource[type]).length;
    expect({
      bindings: countOf("atlan_token_persona_binding"),
      admins: countOf("atlan_connection_admin"),
      editors: countOf("atlan_collection_editor"),
      viewers: countOf("atlan_collection_viewer"),
    }).toEqual({ bindings: 2, admins: 3, editors: 1, viewers: 2 });
  });
});
