using Bluebear.Benchmarks;

// One command for each goal of quality.md. The ratio is printed last.
return args switch
{
    ["p1"] => await WritePath.RunAsync(),
    ["p2"] => await HotAccounts.RunAsync(),
    ["p4"] => await HttpReserve.RunAsync(),
    ["p5"] => await Reads.RunAsync(),
    ["p5-workspaces", .. var entries] when entries.Length < 2 => await ManyWorkspaces.RunAsync(entries.FirstOrDefault()),
    ["p5-accounts", .. var entries] when entries.Length < 2 => await ManyAccounts.RunAsync(entries.FirstOrDefault()),
    ["p6", .. var products] => await OpenCircuits.RunAsync(products),
    ["p8"] => await Size.RunAsync(),
    ["p9", var trace] => await TraceReplay.RunAsync(trace),
    ["p11"] => await BudgetsAtMidnight.RunAsync(),
    ["p11-alerts"] => await AlertCost.RunAsync(),
    ["usage", .. var rows] when rows.Length < 2 => await ManyUsages.RunAsync(rows.FirstOrDefault()),
    ["forecast", .. var traces] => await ForecastBacktest.RunAsync(AppContext.BaseDirectory, traces),
    ["import", .. var rows] when rows.Length < 2 => await LogImport.RunAsync(rows.FirstOrDefault()),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Name one: p1 (write path against raw ADO), p2 (hot against spread, many lots against few), p4 (reservations over HTTP), p5 (reads by size), p5-workspaces [ENTRIES] (1,000 workspaces in books of 10M entries), p5-accounts [ENTRIES] (pages of accounts, purchases and the Overview in such books), p6 [FOLDER...] (memory and clicks of 300 open circuits), p8 (bytes for a transfer), p9 FILE (a trace replayed), p11 (10,000 budgets due at one midnight), p11-alerts (the write path without and with alert rules), usage [ROWS] (the usage page over 1,000 workspaces), forecast [TRACE...] (errors and coverage of the forecast), import [ROWS] (a log of 5 million rows).");
    return 2;
}
