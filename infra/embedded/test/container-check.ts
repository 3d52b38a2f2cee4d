import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';

/** What the project has, for the container's files to be held against. */
export interface Project {
  root: string;
  /** Names of the variables that the product reads. */
  variables: Set<string>;
  packages: Set<string>;
}

/** The variables are the keys of the schema in the api's configuration. */
export function readProject(root: string): Project {
  const config = path.join(root, 'apps/api/src/platform/config/config.ts');
  const schema = /z\.object\(\{([\s\S]*?)\n\}\)/.exec(readFileSync(config, 'utf8'))?.[1] ?? '';
  const variables = new Set([...schema.matchAll(/^\s{2}([A-Z][A-Z0-9_]*):/gm)].map(([, name]) => name as string));
  const packages = new Set(
    ['apps', 'packages', 'infra']
      .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => path.join(root, folder, name, 'package.json')))
      .filter((file) => existsSync(file))
      .map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name),
  );
  return { root, variables, packages };
}

/** Everything that a Containerfile names and the project doesn't have. */
export function checkContainerfile(text: string, project: Project): string[] {
  const problems: string[] = [];
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'));
  const of = (instruction: string): string[] => lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1).trim());
  const images = of('FROM').map((from) => /^(\S+?):(\d+)\S*(?: AS (\S+))?$/.exec(from));
  const stages = new Set(images.map((image) => image?.[3]));

  for (const [at, image] of images.entries()) if (image?.[1] !== 'docker.io/library/node' || image[2] !== '24') problems.push(`FROM ${of('FROM')[at]}: should be Node 24`);
  for (const copy of of('COPY')) {
    const stage = /--from=(\S+)/.exec(copy)?.[1];
    const sources = copy.replace(/--\S+\s+/g, '').split(/\s+/).slice(0, -1);
    if (stage && !stages.has(stage)) problems.push(`COPY --from=${stage}: no such stage`);
    if (!stage) for (const source of sources) if (!existsSync(path.join(project.root, source))) problems.push(`COPY ${source}: no such file`);
  }
  for (const run of [...of('RUN'), ...of('CMD')]) problems.push(...problemsOfCommand(words(run), project));
  for (const set of of('ENV')) {
    for (const [, name = ''] of set.matchAll(/([A-Z][A-Z0-9_]*)=/g)) if (name !== 'NODE_ENV' && !project.variables.has(name)) problems.push(`ENV ${name}: the product reads no such variable`);
  }
  const user = of('USER').at(-1) ?? 'root';
  if (/^(root|0)\b/.test(user)) problems.push('USER: should not be root');
  const health = of('HEALTHCHECK')[0] ?? '';
  const asked = /\/health\/(\w+)/.exec(health)?.[1];
  if (!asked || !healthPaths(project.root).has(asked)) problems.push(`HEALTHCHECK: asks for ${asked ? `/health/${asked}, which nobody answers` : 'nothing'}`);
  for (const [, name = ''] of health.matchAll(/process\.env\.([A-Z_]+)/g)) if (!project.variables.has(name)) problems.push(`HEALTHCHECK: the product reads no variable ${name}`);
  return problems;
}

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  ports?: string[];
}

/** Everything that a compose file names and the project, or the file itself, doesn't have. `readme` explains what it asks for. */
export function checkCompose(text: string, folder: string, readme: string, project: Project): string[] {
  const problems: string[] = [];
  const file = yaml.load(text) as { services: Record<string, Service>; volumes?: Record<string, unknown> };
  for (const [name, service] of Object.entries(file.services)) {
    const say = (problem: string): void => void problems.push(`${name}: ${problem}`);
    if (service.build) {
      const context = path.resolve(folder, service.build.context);
      if (context !== path.resolve(project.root)) say(`context ${service.build.context} is not the checkout`);
      if (!existsSync(path.join(context, service.build.dockerfile))) say(`no such file: ${service.build.dockerfile}`);
    }
    const theirs = service.image?.includes('/postgres:') ? /^POSTGRES_(USER|PASSWORD|DB|INITDB_ARGS)$/ : /^$/;
    for (const variable of Object.keys(service.environment ?? {})) if (!theirs.test(variable) && !project.variables.has(variable)) say(`the product reads no variable ${variable}`);
    for (const problem of problemsOfCommand(service.command ?? [], project)) say(problem);
    for (const other of Object.keys(service.depends_on ?? {})) if (!file.services[other]) say(`depends on ${other}, which is no service`);
    for (const address of Object.values(service.environment ?? {})) {
      const host = /^postgres(?:ql)?:\/\/[^@]*@([^:/]+)/.exec(address)?.[1];
      if (host && !file.services[host]) say(`an address names ${host}, which is no service`);
    }
    for (const volume of service.volumes ?? []) if (!(volume.split(':')[0] as string in (file.volumes ?? {}))) say(`no volume ${volume.split(':')[0]}`);
    for (const port of service.ports ?? []) if (!/^127\.0\.0\.1:/.test(port)) say(`port ${port} is open to everyone`);
  }
  for (const name of new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, found]) => found as string))) {
    if (!readme.includes(`\`${name}\``)) problems.push(`nobody is told of \${${name}}`);
  }
  return problems;
}

/** A program of ours must have its source, a script its file, a package its folder. */
function problemsOfCommand(command: string[], { root, packages }: Project): string[] {
  const problems: string[] = [];
  for (const word of command) {
    const program = /^dist\/(\w+)\.js$/.exec(word)?.[1];
    if (program && !existsSync(path.join(root, `apps/api/src/${program}.ts`))) problems.push(`no program ${word} in the api`);
    if (/^infra\/.*\.mjs$/.test(word) && !existsSync(path.join(root, word))) problems.push(`no script ${word}`);
    const workspace = /@barnraise\/[\w-]+/.exec(word)?.[0];
    if (workspace && !packages.has(workspace)) problems.push(`no package ${workspace}`);
    const folder = /^apps\/\w+/.exec(word)?.[0];
    if (folder && !existsSync(path.join(root, folder))) problems.push(`no folder ${folder}`);
  }
  return problems;
}

function words(command: string): string[] {
  return command.startsWith('[') ? (JSON.parse(command) as string[]) : command.split(/[\s=]+/);
}

/** What the health controller answers. */
function healthPaths(root: string): Set<string> {
  const folder = path.join(root, 'apps/api/src/platform/health');
  const sources = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')) : [];
  return new Set(sources.flatMap((source) => [...source.matchAll(/@Get\('(\w+)'\)/g)].map(([, name]) => name as string)));
}
