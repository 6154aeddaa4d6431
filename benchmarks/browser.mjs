// P7 and P10 in a real browser, against a published build. See README.md beside this file.
//   node benchmarks/browser.mjs FOLDER        (FOLDER: what `dotnet publish` made)
import { Demo } from './browser/demo.mjs';
import { launch, signIn } from './browser/people.mjs';
import { measureSight, measureStorm } from './browser/live.mjs';
import { measureFirstPage } from './browser/first-page.mjs';
import { median, percentile, say } from './browser/figures.mjs';

const Transfers = 40;
const Starts = 3;

const folder = process.argv[2];
if (!folder) {
  console.error('Name the folder that `dotnet publish` made.');
  process.exit(2);
}

const demo = await Demo.make(folder);
const browser = await launch();
try {
  const starts = [];
  for (let i = 0; i < Starts; i++) {
    starts.push(await demo.serve());
    say(`listening after ${starts.at(-1).toFixed(0)} ms`);
    if (i < Starts - 1) {
      await demo.stop();
    }
  }

  const mover = await signIn(browser, demo, 'FinanceAdmin', '/workspaces');
  const watcher = await signIn(browser, demo, 'Operator', '/workspaces');
  const sight = await measureSight(mover.page, watcher.page, Transfers);
  const storm = await measureStorm(mover, watcher.page);
  await watcher.context.close();
  const first = await measureFirstPage(browser, demo, await mover.context.storageState());

  say(`P10: ${(first.bytes / 1e6).toFixed(2)} MB over the wire in ${first.requests} requests (goal at most 1.0 MB), first paint cold ${first.coldPaint.toFixed(0)} ms, `
    + `warm ${first.warmPaint.toFixed(0)} ms (goal at most 500 ms), listening after ${median(starts).toFixed(0)} ms (goal at most 1,500 ms)`);
  say(`P7 storm: ${storm.commits} transfers in ${storm.seconds.toFixed(1)} s (${(storm.commits / storm.seconds).toFixed(1)}/s): `
    + `${storm.refreshes} changes of the table, at most ${storm.most} in any second (goal at most 4)`);
  say(`P7: from "moved" in one browser to pixels in the other p50 ${percentile(sight.fromStatus, 50).toFixed(0)} ms, p95 ${percentile(sight.fromStatus, 95).toFixed(0)} ms; `
    + `from the click p50 ${percentile(sight.fromClick, 50).toFixed(0)} ms, p95 ${percentile(sight.fromClick, 95).toFixed(0)} ms (goal p95 at most 500 ms)`);
} finally {
  await browser.close();
  await demo.dispose();
}
