// Reads a JSON list of {at, object} and writes a JSON list of {at, problem}. The models' validators check types, patterns and required fields;
// they let unknown fields pass, so TypeScript checks each object as a literal of its interface, which refuses every field that is not declared.
import { readFileSync } from "node:fs";
import ts from "typescript";

const packages = { "argoproj.io": "@kubernetes-models/argo-cd", "external-secrets.io": "@kubernetes-models/external-secrets" };
const given = JSON.parse(readFileSync(0, "utf8"));
const problems = [];
const lines = [];
for (const [index, { at, object }] of given.entries()) {
  const path = `${packages[object.apiVersion.split("/")[0]]}/${object.apiVersion}/${object.kind}`;
  try {
    const model = (await import(path))[object.kind];
    new model(object).validate();
  } catch (error) {
    problems.push({ at, problem: error.message });
  }

  lines.push(`export const v${index}: import("${path}").I${object.kind} = ${JSON.stringify(object)};`);
}

const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
const host = ts.createCompilerHost(options);
const name = new URL("given.ts", import.meta.url).pathname;
const read = host.getSourceFile;
host.getSourceFile = (file, version) => (file === name ? ts.createSourceFile(file, lines.join("\n"), version) : read(file, version));
host.fileExists = (exists => file => file === name || exists(file))(host.fileExists);
for (const diagnostic of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))) {
  const line = diagnostic.file?.fileName === name ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : 0;
  problems.push({ at: given[line]?.at ?? "", problem: ts.flattenDiagnosticMessageText(diagnostic.messageText, " ") });
}

process.stdout.write(JSON.stringify(problems));
