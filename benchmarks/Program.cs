using Bluebear.Benchmarks;

// One command for each goal of quality.md; the ratio comes last.
return args switch
{
    ["p1"] => await WritePath.RunAsync(),
    ["p2"] => await HotAccounts.RunAsync(),
    ["p5"] => await Reads.RunAsync(),
    ["p8"] => await Size.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Name one: p1 (write path against raw ADO), p2 (hot against spread, many lots against few), p5 (reads by size), p8 (bytes for a transfer).");
    return 2;
}
