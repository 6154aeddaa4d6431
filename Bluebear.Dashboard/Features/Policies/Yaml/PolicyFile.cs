using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Policies as a YAML file names them.</summary>
/// <param name="Change">The parts that it names.</param>
/// <param name="Groups">For each group of the change, the lines of its id and of its team.</param>
/// <param name="Faults">Lines that cannot be understood.</param>
public sealed record PolicyFile(PolicyChange Change, IReadOnlyList<(long Id, long Team)> Groups, IReadOnlyList<FaultyLine> Faults)
{
    /// <summary>The largest file in bytes. The largest number of groups needs less.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>The wrong lines together with the problems of the change, by line.</summary>
    public IReadOnlyList<FaultyLine> FaultsWith(IEnumerable<PolicyProblem> problems) =>
        [.. Faults.Concat(problems.Select(problem => new FaultyLine(LineOf(problem), problem.Message))).OrderBy(static fault => fault.Line)];

    private long LineOf(PolicyProblem problem) =>
        problem.Group is not { } place ? 1 : problem.Reason == RefusalReason.AccountNotFound ? Groups[place].Team : Groups[place].Id;
}
