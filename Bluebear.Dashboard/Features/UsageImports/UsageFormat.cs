namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The format of a usage file. A closed set.</summary>
public enum UsageFormat
{
    /// <summary>LiteLLM spend logs, CSV or JSON lines.</summary>
    LiteLlm,

    /// <summary>Azure LLM inference traces.</summary>
    AzureTrace,

    /// <summary>Plain CSV with a header.</summary>
    Csv,
}

/// <summary>The formats' names on the command line and as prefix of the keys of their rows.</summary>
public static class UsageFormats
{
    /// <summary>The name of a format.</summary>
    public static string Name(UsageFormat format) => format switch
    {
        UsageFormat.LiteLlm => "litellm",
        UsageFormat.AzureTrace => "azure-trace",
        UsageFormat.Csv => "csv",
    };

    /// <summary>The format with that name, or null.</summary>
    public static UsageFormat? Find(string? name) =>
        Enum.GetValues<UsageFormat>().Cast<UsageFormat?>().FirstOrDefault(format => Name(format!.Value) == name);
}

/// <summary>The whole file does not have its format, so no line can be read.</summary>
public sealed class UsageFormatException(string message, Exception? inner = null) : Exception(message, inner);
