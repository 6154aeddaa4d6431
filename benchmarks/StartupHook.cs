/// <summary>
/// Runs in the measured process before its own program (DOTNET_STARTUP_HOOKS) and needs nothing but the framework: for each line on the
/// standard input it collects all garbage and writes how many bytes are left.
/// </summary>
internal static class StartupHook
{
    /// <summary>What the answer's line begins with.</summary>
    public const string Answer = "heap after a forced collection: ";

    /// <summary>Called by the runtime.</summary>
    public static void Initialize() => new Thread(Listen) { IsBackground = true }.Start();

    private static void Listen()
    {
        while (Console.ReadLine() is not null)
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            Console.WriteLine(Answer + GC.GetTotalMemory(forceFullCollection: false).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
