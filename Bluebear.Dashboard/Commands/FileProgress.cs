using System.Globalization;
using Spectre.Console;

namespace Bluebear.Dashboard.Commands;

/// <summary>Shows the progress of reading a file: a bar on a terminal, otherwise a plain line every few seconds.</summary>
internal static class FileProgress
{
    private static readonly TimeSpan BarPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(2);

    /// <summary>Runs <paramref name="work"/>, which reports the number of lines done.</summary>
    /// <param name="error">Standard error.</param>
    /// <param name="file">The file. Its position shows the progress.</param>
    /// <param name="work">The work.</param>
    public static async Task<TResult> ShowAsync<TResult>(TextWriter error, FileStream file, Func<IProgress<long>, Task<TResult>> work)
    {
        if (Console.IsErrorRedirected || !ReferenceEquals(error, Console.Error))
        {
            return await work(new Pace(LinePause, lines => error.WriteLine($"{Count(lines)}, {Percent(file):N0} %")));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress().StartAsync(async context =>
        {
            var bar = context.AddTask("Importing");
            var result = await work(new Pace(BarPause, lines =>
            {
                bar.Description = Count(lines);
                bar.Value = Percent(file);
            }));
            bar.Value = bar.MaxValue;
            return result;
        });
    }

    private static string Count(long lines) => lines.ToString("N0", CultureInfo.InvariantCulture) + " lines";

    private static double Percent(FileStream file) => file.Length == 0 ? 100 : 100.0 * file.Position / file.Length;

    /// <summary>Reports at once, on the calling thread, but not more often than the pause allows.</summary>
    private sealed class Pace(TimeSpan pause, Action<long> tell) : IProgress<long>
    {
        private long _last = TimeProvider.System.GetTimestamp();

        public void Report(long value)
        {
            if (TimeProvider.System.GetElapsedTime(_last) >= pause)
            {
                _last = TimeProvider.System.GetTimestamp();
                tell(value);
            }
        }
    }
}
