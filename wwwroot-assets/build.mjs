// Puts the browser side under the application's wwwroot: own sources into app/, third-party files into lib/.
// Both folders belong to this script alone; it empties them first, so that nothing outlives its source.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wwwroot = join(here, '..', 'Bluebear.Dashboard', 'wwwroot');

// The build names the same files: build/BrowserAssets.targets.
const libraries = {
  'apexcharts.esm.js': 'apexcharts/dist/apexcharts.esm.js',
  'inter-latin.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'inter-latin-ext.woff2': '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  'signalr.min.js': '@microsoft/signalr/dist/browser/signalr.min.js',
};

// MudBlazor comes by NuGet; the build says where its sheet is. As a layer it yields to every rule of ours, however plain the selector.
// Only its !important rules win all the same; against those stands the layer that is declared before it.
const [mudBlazor] = process.argv.slice(2);
if (!mudBlazor) throw new Error('build.mjs needs the path of MudBlazor.min.css; dotnet build gives it.');

const app = join(wwwroot, 'app');
const lib = join(wwwroot, 'lib');
await Promise.all([app, lib].map((folder) => rm(folder, { recursive: true, force: true })));
await mkdir(lib, { recursive: true });
await cp(join(here, 'src'), app, { recursive: true });
for (const [name, source] of Object.entries(libraries)) {
  await cp(join(here, 'node_modules', source), join(lib, name));
}
const sheet = (await readFile(mudBlazor, 'utf8')).replace(/^\uFEFF?(@charset[^;]*;)?/, '');
await writeFile(join(lib, 'mudblazor.css'), `@layer over, mud;\n@layer mud {\n${sheet}\n}\n`);
