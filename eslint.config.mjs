import tseslint from "typescript-eslint";

/** The product's rooms, from the program down to what needs nothing: each may import from those below it. */
const ROOMS = [
  "components",
  "commands",
  "alert-tests",
  "review",
  "providers",
  "jobs",
  "lint",
  "rows",
  "databricks",
  "alerting",
  "settings",
  "sql",
  "messages",
];

/** Rooms that lie above others, and are no business of theirs all the same. */
const APART = {
  components: ["commands", "alert-tests"],
  commands: ["providers"],
  "alert-tests": ["providers", "jobs"],
  review: ["providers"],
  providers: ["jobs", "lint"],
};

const below = (room) => ROOMS.slice(ROOMS.indexOf(room)).filter((other) => !APART[room]?.includes(other));

/** The rooms that files may import from; the order is that of CONTRIBUTING.md, downwards only. */
const IMPORTS = {
  "index.ts": ["components"],
  ...Object.fromEntries(ROOMS.map((room) => [`${room}/**`, below(room)])),
  // It has folders of these names itself.
  "packages/databricks-local/src/**": ["jobs", "sql"],
  "packages/pulumi-local/src/**": [],
};

/** The product and the packages know nothing of each other: only tests and the scripts of npm join them. */
const packagesAreApart = {
  regex: "^(databricks-local|pulumi-local)(/|$)",
  message: "The product and the two packages never import each other (CONTRIBUTING.md).",
};

/** The engine runs providers in another process. */
const argumentsAlone = {
  regex: "^(\\.\\./)+providers/",
  allowTypeImports: true,
  message: "A component shares with the provider what it declares, as a type, and no code (CONTRIBUTING.md).",
};

const importDirections = Object.entries(IMPORTS).map(([files, allowed]) => ({
  files: [files],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          packagesAreApart,
          ...(files === "components/**" ? [argumentsAlone] : []),
          ...[...ROOMS, "packages", "tests"]
            .filter((room) => !allowed.includes(room))
            .map((room) => ({
              regex: `^(\\.\\./)+${room}/`,
              message: `Imports go one way: ${files} may import from ${files.startsWith("packages/") ? "its own package" : allowed.join(", ")} only (CONTRIBUTING.md).`,
            })),
        ],
      },
    ],
  },
}));

/** What could be said in several ways, and is said in one. */
const oneWayToSayIt = [
  {
    selector:
      ":matches(ObjectExpression > SpreadElement > ObjectExpression, ArrayExpression > SpreadElement > ArrayExpression)",
    message: "One a line: what is spread here can stand by itself.",
  },
  {
    selector:
      "ObjectExpression > SpreadElement > ConditionalExpression > ObjectExpression[properties.length=0]",
    message: "A property that may be left out: ...(condition && { property }).",
  },
  {
    selector:
      ":matches(PropertyDefinition, MethodDefinition[kind!='constructor'], TSParameterProperty)[accessibility='private']",
    message: "#private: what is private is so at runtime, too.",
  },
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name='any']",
    message: "It may be collected with what it is made of, and never fires then: see LinkedAbort.",
  },
];

/** Whoever throws says which of both it is, since users are shown the one without a stack, and the other with it. */
const foreseenOrDefect = [
  {
    selector: "NewExpression[callee.name='Error']",
    message:
      "Foreseen: an ExpectedError, or a class of its own. A defect of ours: node:assert, or a TypeError.",
  },
  ...oneWayToSayIt,
];

/** Rooms whose modules are the same for every run, so that tests load them once for many (`tests/product-command.ts`). */
const STATELESS = ["alerting", "databricks", "lint", "messages", "review", "rows", "settings", "sql"];
const nothingRemembered = {
  selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind='let']",
  message: "What a run found out belongs to an object of that run: these modules outlive it in tests.",
};

export default tseslint.config(
  { ignores: ["node_modules/", ".local/", "tests/testdata/", "packages/*/tests/testdata/"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 250 }],
      curly: ["error", "multi-or-nest", "consistent"],
      "no-restricted-syntax": ["error", ...oneWayToSayIt],
      "no-console": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  ...importDirections,
  {
    files: [...Object.keys(IMPORTS)],
    ignores: ["packages/databricks-local/src/!(commands)/**"],
    rules: { "no-restricted-syntax": ["error", ...foreseenOrDefect] },
  },
  {
    files: STATELESS.map((room) => `${room}/**`),
    // The parser's module is the same in every run.
    ignores: ["sql/parse-query.ts"],
    rules: { "no-restricted-syntax": ["error", ...foreseenOrDefect, nothingRemembered] },
  },
  {
    files: ["commands/**", "packages/*/src/commands/**"],
    rules: { "no-console": "off" },
  },
  {
    files: ["tests/**", "packages/*/tests/**"],
    rules: { "max-lines": ["error", { max: 400 }], "no-console": "off" },
  },
  { files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
