using System.Diagnostics;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>Waits for conditions instead of fixed times.</summary>
public static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns as soon as the condition holds; fails after <paramref name="patience"/> (60 s unless given).</summary>
    public static Task UntilAsync(Func<bool> condition, TimeSpan? patience = null) =>
        UntilAsync(() => Task.FromResult(condition()), patience);

    /// <summary>Returns as soon as the condition holds; fails after <paramref name="patience"/> (60 s unless given).</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException($"The condition did not hold within {waited.Elapsed.TotalSeconds:0} s.");
            }

            await Task.Delay(Pause);
        }
    }
}
