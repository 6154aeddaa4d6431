using System.Runtime.CompilerServices;
using Xunit;

namespace Bluebear.Dashboard.Tests;

/// <summary>Real usage traces and price lists, which are no part of the repository.</summary>
internal static class SharedData
{
    private const string Variable = "BLUEBEAR_SHARED_DATA";

    public const string CodeTrace = "AzureLLMInferenceTrace_code.csv";
    public const string ConversationTrace = "AzureLLMInferenceTrace_conv.csv";
    public const string Prices = "model_prices_and_context_window.json";

    public static string Directory { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : BesideTheRepository();

    public static bool IsThere => System.IO.Directory.Exists(Directory);

    public static string SkipReason => $"Real data is not there: set {Variable} to its folder.";

    public static string PathOf(string file) => Path.Combine(Directory, file);

    private static string BesideTheRepository([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "shared", "data"));
}

/// <summary>A fact about real data; skipped, saying why, where the data is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.IsThere ? null : SharedData.SkipReason;
}

/// <summary>A theory about real data; skipped, saying why, where the data is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.IsThere ? null : SharedData.SkipReason;
}
