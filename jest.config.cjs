const { readdirSync, readFileSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const path = require("node:path");

// Two worlds, as in production: `lib` is CommonJS (what cdktf users load), `src` is ESM (bundled into the plugin).
const swc = (type) => [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type } },
];

const project = (displayName, moduleType, testMatch, more = {}) => ({
  displayName,
  testEnvironment: "node",
  // What execa keeps for the end of the process is used by the next test file, too. In all projects alike: they share workers.
  testEnvironmentOptions: { globalsCleanup: "off" },
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

const LIB_TESTS = path.join(__dirname, "test/lib");

const IMPORTS_TOOLKIT = /from "(?:cdktf|\.\.\/\.\.\/lib)"/;

/** Of what only cdktn has. */
const isOfCdktn = (file) => file.endsWith(".cdktn.test.ts");

/** The tests of what may differ by toolkit: those that import it, or the constructs; and those of what only cdktn has. */
const toolkitTests = readdirSync(LIB_TESTS)
  .filter((file) => file.endsWith(".test.ts"))
  .filter(
    (file) =>
      isOfCdktn(file) || IMPORTS_TOOLKIT.test(readFileSync(path.join(LIB_TESTS, file), "utf8")),
  );

/** The same sources and tests as `lib`, on cdktn, by the entry for it: what the build for cdktn does to imports. */
const onCdktn = {
  moduleNameMapper: {
    "^cdktf$": "cdktn",
    "^(\\.\\./)+lib$": "<rootDir>/lib/cdktn",
    // One package of bindings serves both here: cdktn's own is not needed for what a delivery writes.
    "^@cdktn/provider-null/(.*)$": "@cdktf/provider-null/$1",
  },
};

module.exports = {
  // Most of the time is other processes', engines, the CLI, the plugin, and they wait for tenants that lag. As a number: Jest
  // takes a percentage above 100 for a count ("150%" is 150 workers).
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Only for what hangs: far longer than any test takes on a machine that does a lot besides. No test has one of its own.
  testTimeout: 1_800_000,
  // A busy machine takes longer than Jest's half a second to end a worker, and Jest then speaks of leaks that are none.
  workerGracefulExitTimeout: 30_000,
  testSequencer: "<rootDir>/test/longest-first.cjs",
  projects: [
    project("lib", "commonjs", ["<rootDir>/test/lib/**/!(*.cdktn).test.ts"]),
    project(
      "lib-cdktn",
      "commonjs",
      toolkitTests.map((file) => `<rootDir>/test/lib/${file}`),
      onCdktn,
    ),
    project(
      "src",
      "es6",
      ["<rootDir>/test/src/**/*.test.ts", "<rootDir>/test/chaos/**/*.test.ts"],
      esm,
    ),
    project("acceptance", "es6", ["<rootDir>/test/acceptance/**/*.acc.test.ts"], esm),
  ],
};
