using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>One LiteLLM spend log, from CSV or JSON.</summary>
internal interface ILiteLlmLog
{
    /// <summary>The log's field with a name; null if it is missing or has no value.</summary>
    /// <exception cref="FieldException">It is a list or an object.</exception>
    string? Text(string name);

    /// <summary>True if the log has the field, also without a value.</summary>
    bool Has(string name);

    /// <summary>Its metadata.</summary>
    LogMetadata Metadata { get; }
}

/// <summary>A log as an object of JSON.</summary>
internal sealed class JsonLog(JsonElement log, UsageColumns columns) : ILiteLlmLog
{
    public LogMetadata Metadata => LogMetadata.Of(log.TryGetProperty(columns.Of(LiteLlmRow.Metadata), out var value) ? value : null);

    public bool Has(string name) => log.TryGetProperty(columns.Of(name), out _);

    public string? Text(string name)
    {
        if (!log.TryGetProperty(columns.Of(name), out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => EmptyWords.ToNull(Text(value)),
            JsonValueKind.Null => null,
            JsonValueKind.Object or JsonValueKind.Array => throw new FieldException($"{name} is neither a text nor a number"),
            _ => value.GetRawText(),
        };
    }

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A surrogate half cannot be stored as text.
            return "\uFFFD";
        }
    }
}

/// <summary>A log as a record of CSV.</summary>
internal sealed class CsvLog(CsvHeader header, CsvRecord record) : ILiteLlmLog
{
    public LogMetadata Metadata => LogMetadata.OfText(Text(LiteLlmRow.Metadata));

    public bool Has(string name) => header.Has(name);

    public string? Text(string name) => header.Field(record, name);
}

/// <summary>LiteLLM spend logs as its database exports them to CSV. Ignores unknown columns.</summary>
internal sealed class LiteLlmCsvReader : ICsvUsageReader
{
    private readonly CsvHeader _header;
    private readonly ContentKeys _keys = new(UsageFormat.LiteLlm);

    public LiteLlmCsvReader(CsvHeader header) => _header = LiteLlmRow.Fits(header) ? header
        : throw new UsageFormatException("The header of LiteLLM spend logs must have request_id and startTime.");

    public UsageRow Read(CsvRecord record, TimeZoneInfo zone) => LiteLlmRow.Read(record.Line, _keys, new CsvLog(_header, record), zone);
}
