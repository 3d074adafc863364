import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command';
import { builtPackage, CONSUMERS, copyOfExample, MAVEN_REPOSITORY, PROJECT_ROOT } from './directories';
import { hasDotnet } from './dotnet';
import { installIntoNodeApp } from './node-app';
import { findPython } from '../../tools/processes/python-environment';

const QUIET_PIP = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];

/** Installs the example of each language with the built package. Each answers with the directory to synthesize in. */
export const LANGUAGE_APPS: Readonly<Record<string, () => Promise<string>>> = {
  TypeScript: async () => {
    const directory = copyOfExample('typescript');
    installIntoNodeApp(directory);
    run('npx', ['tsc'], { cwd: directory });
    return directory;
  },

  Python: async () => {
    const directory = copyOfExample('python');
    const python = join(directory, '.venv', 'bin', 'python');
    if (!existsSync(python)) run(await findPython({ user: 'The app in Python', oldestMinor: 10 }), ['-m', 'venv', '.venv'], { cwd: directory });
    const wheel = builtPackage('python', '.whl');
    run(python, [...QUIET_PIP, '-r', 'requirements.txt', wheel], { cwd: directory });
    // The version of a build between releases never changes, so pip would keep an earlier one.
    run(python, [...QUIET_PIP, '--force-reinstall', '--no-deps', wheel], { cwd: directory });
    return directory;
  },

  Java: async () => {
    const directory = copyOfExample('java');
    const settings = join(CONSUMERS, 'maven-settings.xml');
    writeFileSync(settings, mavenSettings(join(PROJECT_ROOT, 'dist', 'java')));
    mkdirSync(join(directory, '.mvn'), { recursive: true });
    writeFileSync(join(directory, '.mvn', 'maven.config'), `-Dmaven.repo.local=${MAVEN_REPOSITORY}\n--global-settings\n${settings}\n`);
    // Maven keeps what it once got of a version.
    rmSync(join(MAVEN_REPOSITORY, 'io', 'github', 'example'), { recursive: true, force: true });
    return directory;
  },

  Go: async () => {
    const directory = copyOfExample('go');
    const module = 'github.com/example/cdk-order-processing-platform-go/cdkorderprocessingplatform';
    run('go', ['mod', 'edit', `-replace=${module}=${join(PROJECT_ROOT, 'dist', 'go', 'cdkorderprocessingplatform')}`], { cwd: directory });
    return directory;
  },

  // The workflow has an SDK and demands it by REQUIRE_DOTNET.
  ...hasDotnet() && {
    'C#': async () => {
      const directory = copyOfExample('csharp');
      const packages = join(CONSUMERS, 'nuget');
      writeFileSync(join(directory, 'nuget.config'), nugetConfiguration(dirname(builtPackage('dotnet', '.nupkg')), packages));
      // NuGet keeps what it once got of a version.
      rmSync(join(packages, 'cdkorderprocessingplatform'), { recursive: true, force: true });
      run('dotnet', ['build', '--nologo'], { cwd: directory });
      return directory;
    },
  },
};

/** Settings beside the user's own, which name the directory with the package and where NuGet keeps what it got. */
function nugetConfiguration(source: string, packages: string): string {
  return `<configuration>
  <config><add key="globalPackagesFolder" value="${packages}" /></config>
  <packageSources><add key="built" value="${source}" /></packageSources>
</configuration>
`;
}

/** Settings beside the user's own, which name the repository to publish from. */
function mavenSettings(repository: string): string {
  return `<settings>
  <profiles><profile><id>built</id><repositories><repository><id>built</id><url>file://${repository}</url></repository></repositories></profile></profiles>
  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
</settings>
`;
}
