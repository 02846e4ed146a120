// Two worlds, as in production: `lib` is CommonJS (what cdktf users load), `src` is ESM (bundled into the plugin).
const swc = (type) => [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type } },
];

const project = (displayName, moduleType, testMatch, more = {}) => ({
  displayName,
  testEnvironment: "node",
  testMatch,
  transform: { "\\.ts$": swc(moduleType) },
  testPathIgnorePatterns: ["/node_modules/", "/cdktf.out/", "/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "cdktf.out"],
  ...more,
});

const esm = {
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
};

module.exports = {
  // Most of the time is other processes': engines, the CLI, the plugin.
  maxWorkers: "100%",
  // Only for what hangs: nothing is said by how long a test takes on a machine that does other things too.
  testTimeout: 300_000,
  projects: [
    project("lib", "commonjs", ["<rootDir>/test/lib/**/*.test.ts"]),
    project(
      "src",
      "es6",
      ["<rootDir>/test/src/**/*.test.ts", "<rootDir>/test/chaos/**/*.test.ts"],
      esm,
    ),
    project("acceptance", "es6", ["<rootDir>/test/acceptance/**/*.acc.test.ts"], esm),
  ],
};
