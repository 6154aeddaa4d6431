using System.Text;
using Bluebear.Dashboard.Features.Policies.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Reads policies from YAML, event by event, so that a small file cannot expand into a large one.</summary>
/// <remarks>Accepts mappings, lists and texts. Refuses anchors, aliases, tags and several documents in a file.</remarks>
internal sealed class PolicyYamlReader
{
    private const int MaxDepth = 6;
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Parser _parser;
    private readonly List<FaultyLine> _faults = [];
    private readonly List<GroupMapping> _groups = [];
    private readonly List<(long Id, long Team)> _lines = [];
    private int _depth;
    private bool _hasGroups;
    private bool? _enforcement;

    private PolicyYamlReader(string text) => _parser = new(new StringReader(text));

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file cannot be read. The message says why and, if possible, on which
    /// line.</exception>
    public static PolicyFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > PolicyFile.MaxBytes)
        {
            throw new FormatException($"The file is larger than {PolicyFile.MaxBytes / (1024 * 1024)} MiB.");
        }

        try
        {
            return new PolicyYamlReader(Encoding.GetString(file.Span).TrimStart('\uFEFF')).Read();
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("The file is not text in UTF-8.");
        }
    }

    private PolicyFile Read()
    {
        Take();
        if (Take() is not DocumentStart)
        {
            throw new FormatException("The file is empty.");
        }

        ReadMapping("consumer_groups and cost_tracking", ReadPart);
        Take();
        if (Take() is not StreamEnd and { } more)
        {
            throw Wrong(more.Start, "a second document begins here, but only one is allowed");
        }

        return new(new() { ConsumerGroups = _hasGroups ? _groups : null, WalletEnforcement = _enforcement }, _lines, _faults);
    }

    private void ReadPart(YamlScalar key)
    {
        switch (key.Value)
        {
            case "consumer_groups":
                _hasGroups = true;
                ReadGroups();
                break;
            case "cost_tracking":
                ReadMapping("wallet_enforcement", ReadSwitch);
                break;
            default:
                SkipUnknown(key, "consumer_groups and cost_tracking");
                break;
        }
    }

    private void ReadSwitch(YamlScalar key)
    {
        if (key.Value != "wallet_enforcement")
        {
            SkipUnknown(key, "wallet_enforcement");
            return;
        }

        _enforcement = Take() switch
        {
            YamlScalar { Style: ScalarStyle.Plain, Value: "true" or "True" or "TRUE" } => true,
            YamlScalar { Style: ScalarStyle.Plain, Value: "false" or "False" or "FALSE" } => false,
            var other => throw Wrong(other.Start, "wallet_enforcement must be true or false"),
        };
    }

    private void ReadGroups()
    {
        if (Take() is not SequenceStart and { } other)
        {
            throw Wrong(other.Start, "consumer_groups must be a list; write [] to map no group");
        }

        while (Take() is var at and not SequenceEnd)
        {
            if (at is not MappingStart)
            {
                throw Wrong(at.Start, "a group must have id and wallet_team_id");
            }

            if (_groups.Count == PolicyRules.MaxGroups)
            {
                throw Wrong(at.Start, $"at most {PolicyRules.MaxGroups} groups can be mapped");
            }

            ReadGroup(at.Start.Line);
        }
    }

    private void ReadGroup(long start)
    {
        (string Value, long Line)? id = null, team = null;
        ReadMembers(key =>
        {
            switch (key.Value)
            {
                case "id":
                    id = ReadText(key);
                    break;
                case "wallet_team_id":
                    team = ReadText(key);
                    break;
                default:
                    SkipUnknown(key, "id and wallet_team_id");
                    break;
            }
        });
        if (id is null || team is null)
        {
            _faults.Add(new(start, $"The group has no {(id is null ? "id" : "wallet_team_id")}."));
            return;
        }

        _groups.Add(new(id.Value.Value, team.Value.Value));
        _lines.Add((id.Value.Line, team.Value.Line));
    }

    private (string, long)? ReadText(YamlScalar key) => Take() switch
    {
        YamlScalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } => null,
        YamlScalar text => (text.Value, text.Start.Line),
        var other => throw Wrong(other.Start, $"{key.Value} must be a text"),
    };

    private void ReadMapping(string known, Action<YamlScalar> readValue)
    {
        if (Take() is not MappingStart and { } other)
        {
            throw Wrong(other.Start, $"a mapping with {known} is expected here");
        }

        ReadMembers(readValue);
    }

    private void ReadMembers(Action<YamlScalar> readValue)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Take() is var at and not MappingEnd)
        {
            if (at is not YamlScalar key)
            {
                throw Wrong(at.Start, "a key must be a text");
            }

            if (!seen.Add(key.Value))
            {
                throw Wrong(at.Start, $"\"{Short(key.Value)}\" is given twice");
            }

            readValue(key);
        }
    }

    private void SkipUnknown(YamlScalar key, string known)
    {
        _faults.Add(new(key.Start.Line, $"\"{Short(key.Value)}\" is unknown here. Use {known}."));
        var depth = _depth;
        do
        {
            Take();
        }
        while (_depth > depth);
    }

    private ParsingEvent Take()
    {
        var at = Next();
        _depth += at.NestingIncrease;
        return at switch
        {
            AnchorAlias => throw Wrong(at.Start, "aliases are not allowed; write the text itself"),
            NodeEvent { Anchor.IsEmpty: false } => throw Wrong(at.Start, "anchors are not allowed; write the text itself"),
            NodeEvent { Tag.IsEmpty: false } => throw Wrong(at.Start, "tags are not allowed"),
            _ when _depth > MaxDepth => throw Wrong(at.Start, "this is nested too deeply"),
            _ => at,
        };
    }

    private ParsingEvent Next()
    {
        var before = _parser.Current?.End ?? Mark.Empty;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw Wrong(before, "more is expected here");
        }
        catch (YamlException problem)
        {
            throw Wrong(problem.Start, $"this is not YAML ({Describe(problem)})");
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The parser fails without naming a place.
            throw Wrong(before, "this is not YAML");
        }
    }

    private static FormatException Wrong(Mark at, string what) => new($"line {Math.Max(at.Line, 1)}: {what}.");

    // Only the first sentence: the rest repeats the place.
    private static string Describe(YamlException problem) => problem.Message.Split('\n')[0].TrimEnd('.');

    private static string Short(string text)
    {
        const int Longest = 60;
        var printable = new string([.. text.Take(Longest).Select(static letter => char.IsControl(letter) ? '?' : letter)]);
        return text.Length > Longest ? printable + "..." : printable;
    }
}
