using System.Text.RegularExpressions;
using Bluebear.Dashboard.Features.Policies.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Writes policies as the YAML that <see cref="PolicyYamlReader"/> reads. Importing it changes nothing.</summary>
internal static partial class PolicyYamlWriter
{
    private static readonly string[] OtherThanTexts = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>Writes them.</summary>
    public static string Write(PolicyView view)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024, false, false, "\n", true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new MappingStart());
        emitter.Emit(new YamlScalar("consumer_groups"));
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, view.Groups.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var group in view.Groups)
        {
            emitter.Emit(new MappingStart());
            emitter.Emit(new YamlScalar("id"));
            emitter.Emit(Text(group.Id));
            emitter.Emit(new YamlScalar("wallet_team_id"));
            emitter.Emit(Text(group.TeamText));
            emitter.Emit(new MappingEnd());
        }

        emitter.Emit(new SequenceEnd());
        emitter.Emit(new YamlScalar("cost_tracking"));
        emitter.Emit(new MappingStart());
        emitter.Emit(new YamlScalar("wallet_enforcement"));
        emitter.Emit(new YamlScalar(view.Rules.WalletEnforcement ? "true" : "false"));
        emitter.Emit(new MappingEnd());
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    // Quoted unless every reader takes it for a text.
    private static YamlScalar Text(string text) =>
        PlainText().IsMatch(text) && !OtherThanTexts.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? new(text) : new(AnchorName.Empty, TagName.Empty, text, ScalarStyle.DoubleQuoted, false, true);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]*$")]
    private static partial Regex PlainText();
}
