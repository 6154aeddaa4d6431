namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>What a usage file holds. A closed set.</summary>
public enum UsageFormat
{
    /// <summary>LiteLLM spend logs, CSV or JSON lines.</summary>
    LiteLlm,

    /// <summary>Azure LLM inference traces.</summary>
    AzureTrace,

    /// <summary>Plain CSV with a header.</summary>
    Csv,
}

/// <summary>The formats' names on the command line and before the keys of their rows.</summary>
public static class UsageFormats
{
    /// <summary>The name of a format.</summary>
    public static string Name(UsageFormat format) => format switch
    {
        UsageFormat.LiteLlm => "litellm",
        UsageFormat.AzureTrace => "azure-trace",
        UsageFormat.Csv => "csv",
    };

    /// <summary>The format of that name, or null.</summary>
    public static UsageFormat? Find(string? name) =>
        Enum.GetValues<UsageFormat>().Cast<UsageFormat?>().FirstOrDefault(format => Name(format!.Value) == name);
}

/// <summary>A file that is not of its format as a whole, so that no line of it can be read.</summary>
public sealed class UsageFormatException(string message, Exception? inner = null) : Exception(message, inner);
