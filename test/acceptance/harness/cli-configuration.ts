// CLI configurations (`.terraformrc`) as people and companies have them.

/** The entry that synth and `install` advise. */
export const OUR_ENTRY = `filesystem_mirror {
  path    = "terraform.d/plugins"
  include = ["npm.internal/*/*"]
}`;

export const mirrorOf = (directory: string): string => `filesystem_mirror {
  path    = "${directory}"
  include = ["registry.terraform.io/*/*", "registry.opentofu.org/*/*"]
}`;

export const installationFrom = (...methods: readonly string[]): string =>
  `provider_installation {\n${methods.join("\n")}\n}\n`;
