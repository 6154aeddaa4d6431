using System.Diagnostics;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Finds the machine's Chromium; installs it where that needs nobody's leave.</summary>
internal static class Chromium
{
    private const string Missing = "Browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The path of the browser.</summary>
    /// <exception cref="InvalidOperationException">There is none and none can be installed; the message says what to do.</exception>
    public static async Task<string> FindAsync()
    {
        if (Find() is { } found)
        {
            return found;
        }

        if (IsRootOnDebian())
        {
            await RunAsync("apt-get", "update");
            await RunAsync("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
        }

        return Find() ?? throw new InvalidOperationException(Missing);
    }

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } told
        ? File.Exists(told) ? told : throw new InvalidOperationException($"CHROMIUM names no file: {told}")
        : Folders().SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .Prepend("/usr/bin");

    private static bool IsRootOnDebian() =>
        OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, process.WaitForExitAsync());
    }
}
