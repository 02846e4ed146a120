// Which CLI configurations keep Terraform from the plugin beside a stack, and where they are looked for.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { DIRECT_ENTRY, findHidingFile, hidesPlugin, MIRROR_ENTRY } from "../../lib/placement";
import { temporaryFolder } from "./temporary-folder";

const COMPANY_MIRROR = `provider_installation {
  network_mirror {
    url = "https://mirror.example.com/{x}/"
  }
}`;

describe("hidesPlugin", () => {
  it.each([
    ["nothing", "", false],
    ["other settings", 'plugin_cache_dir = "/tmp"', false],
    ["a comment", `# ${COMPANY_MIRROR.replaceAll("\n", " ")}`, false],
    ["a block comment", `/* ${COMPANY_MIRROR} */`, false],
    ["a company mirror", COMPANY_MIRROR, true],
    ["an empty block", "provider_installation {}", true],
    ["our entry beside it", `provider_installation {\n${MIRROR_ENTRY}\n}`, false],
    [
      "a mirror of that path for others only",
      'provider_installation {\n filesystem_mirror {\n path = "terraform.d/plugins"\n include = ["example.com/*/*"]\n }\n}',
      true,
    ],
    [
      "a mirror in the home folder, which is not beside the configuration",
      'provider_installation {\n filesystem_mirror {\n path = "/home/amira/.terraform.d/plugins"\n }\n}',
      true,
    ],
    [
      "a mirror of the configuration's folder by its whole path",
      'provider_installation {\n filesystem_mirror {\n path = "/home/amira/stack/terraform.d/plugins/"\n }\n}',
      false,
    ],
    [
      "our host excluded from direct",
      'provider_installation {\n direct {\n exclude = ["npm.internal/*/*"]\n }\n}',
      true,
    ],
    [
      "our entry beside a direct method that would ask our host",
      `provider_installation {\n${MIRROR_ENTRY}\n direct {}\n}`,
      true,
    ],
    [
      "our entry beside a direct method that leaves our host alone",
      `provider_installation {\n${MIRROR_ENTRY}\n direct {\n ${DIRECT_ENTRY}\n }\n}`,
      false,
    ],
    [
      "our entry beside a direct method for other hosts",
      `provider_installation {\n${MIRROR_ENTRY}\n direct {\n include = ["registry.terraform.io/*/*"]\n }\n}`,
      false,
    ],
    [
      "a development override of our provider",
      'provider_installation {\n dev_overrides {\n "npm.internal/cdktf-provider-atlan/atlan" = "/x"\n }\n direct {}\n}',
      false,
    ],
    ["the JSON form", '{"provider_installation":[{"direct":[{}]}]}', true],
    [
      "the JSON form with a mirror in the home folder",
      '{"provider_installation":[{"filesystem_mirror":[{"path":"~/.terraform.d/plugins"}]}]}',
      true,
    ],
    [
      "the JSON form with our entry",
      '{"provider_installation":[{"filesystem_mirror":[{"path":"terraform.d/plugins"}]}]}',
      false,
    ],
  ])("%s", (_name, text, expected) => {
    expect(hidesPlugin(text)).toBe(expected);
  });
});

describe("findHidingFile", () => {
  let home: string;

  beforeEach(() => {
    home = temporaryFolder();
  });

  const write = (...names: string[]): string => {
    const path = join(home, ...names);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, COMPANY_MIRROR);
    return path;
  };

  it("reads ~/.terraformrc", () => {
    const path = write(".terraformrc");
    expect(findHidingFile({ engine: "terraform", home })).toBe(path);
  });

  it("reads the fragments in ~/.terraform.d", () => {
    const path = write(".terraform.d", "company.tfrc");
    expect(findHidingFile({ engine: "terraform", home })).toBe(path);
  });

  it("reads only TF_CLI_CONFIG_FILE where that is set", () => {
    write(".terraformrc");
    const configFile = join(home, "own.tfrc");
    writeFileSync(configFile, "");
    expect(findHidingFile({ engine: "terraform", home, configFile })).toBeUndefined();
  });

  it("reads ~/.tofurc for OpenTofu only", () => {
    const path = write(".tofurc");
    expect(findHidingFile({ engine: "tofu", home })).toBe(path);
    expect(findHidingFile({ engine: "terraform", home })).toBeUndefined();
  });

  it("reads OpenTofu's file in XDG_CONFIG_HOME", () => {
    const path = write("config", "opentofu", "tofurc");
    expect(findHidingFile({ engine: "tofu", home, xdgConfigHome: join(home, "config") })).toBe(
      path,
    );
  });
});
