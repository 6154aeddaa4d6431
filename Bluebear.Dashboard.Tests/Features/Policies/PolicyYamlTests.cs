using System.Globalization;
using System.Text;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;
using Bluebear.Dashboard.Ledger.Paying;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

public sealed class PolicyYamlTests
{
    [Fact]
    public void Read_TheDocumentedFile_NamesGroupsAndEnforcement()
    {
        var file = Read("""
            # who pays
            consumer_groups:
            - id: engineering
              wallet_team_id: team_engineering    # a team's ref or id
            - {id: "12", wallet_team_id: 'team two'}
            cost_tracking:
              wallet_enforcement: true
            """);

        Assert.Empty(file.Faults);
        Assert.True(file.Change.WalletEnforcement);
        Assert.Equal([new("engineering", "team_engineering"), new("12", "team two")], file.Change.ConsumerGroups!);
        Assert.Equal([(3, 4), (5, 5)], file.Groups);
    }

    [Theory]
    [InlineData("cost_tracking: {wallet_enforcement: false}", false, null)]
    [InlineData("consumer_groups: []", null, 0)]
    [InlineData("{}", null, null)]
    [InlineData("\uFEFFconsumer_groups: []\r\n...\r\n", null, 0)]
    public void Read_PartThatIsAbsent_IsLeftOut(string text, bool? enforcement, int? groups)
    {
        var file = Read(text);
        Assert.Equal((enforcement, groups), (file.Change.WalletEnforcement, file.Change.ConsumerGroups?.Count));
    }

    [Theory]
    [InlineData("a: &x {b: c}\nconsumer_groups: []", "line 1: anchors are not allowed; write the text itself.")]
    [InlineData("consumer_groups:\n- *x", "line 2: aliases are not allowed; write the text itself.")]
    [InlineData("consumer_groups:\n- !!python/object:os.system {id: a, wallet_team_id: b}", "line 2: tags are not allowed.")]
    [InlineData("consumer_groups:\n- id: !!str a\n  wallet_team_id: b", "line 2: tags are not allowed.")]
    [InlineData("a:\n  b:\n    c: {d: {e: {f: {g: h}}}}", "line 3: this is nested too deeply.")]
    [InlineData("consumer_groups:", "line 1: consumer_groups must be a list; write [] to map no group.")]
    [InlineData("consumer_groups:\n- engineering", "line 2: a group must have id and wallet_team_id.")]
    [InlineData("consumer_groups:\n- id: [a]", "line 2: id must be a text.")]
    [InlineData("consumer_groups:\n- id: a\n  id: b", "line 3: \"id\" is given twice.")]
    [InlineData("consumer_groups: []\nconsumer_groups: []", "line 2: \"consumer_groups\" is given twice.")]
    [InlineData("cost_tracking:\n  wallet_enforcement: 'true'", "line 2: wallet_enforcement must be true or false.")]
    [InlineData("cost_tracking:\n  wallet_enforcement: yes", "line 2: wallet_enforcement must be true or false.")]
    [InlineData("cost_tracking: on", "line 1: a mapping with wallet_enforcement is expected here.")]
    [InlineData("? [a]\n: b", "line 1: a key must be a text.")]
    [InlineData("- a", "line 1: a mapping with consumer_groups and cost_tracking is expected here.")]
    [InlineData("consumer_groups: []\n---\nconsumer_groups: []", "line 2: a second document begins here, but only one is allowed.")]
    [InlineData("\u0001", "line 1: a mapping with consumer_groups and cost_tracking is expected here.")]
    [InlineData("", "The file is empty.")]
    [InlineData("# nothing", "The file is empty.")]
    public void Read_WhatIsNoSuchFile_SaysWhyAndWhere(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("consumer_groups:\n- id: a\n\twallet_team_id: b", 2)]
    [InlineData("consumer_groups: [", 1)]
    [InlineData("consumer_groups:\n- id: \"a", 2)]
    [InlineData("%YAML 9.9\n---\na", 1)]
    public void Read_NoYaml_NamesTheLine(string text, int atLeast)
    {
        var message = Assert.Throws<FormatException>(() => Read(text)).Message;
        Assert.Matches(@"^line \d+: this is not YAML", message);
        Assert.True(int.Parse(message[5..message.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture) >= atLeast, message);
    }

    [Fact]
    public void Read_LinesThatAreNotUnderstood_AreAllNamed()
    {
        var file = Read("""
            consumer_group: [x, {y: z}]
            consumer_groups:
            - id: a
            - wallet_team_id: b
              team: c
            - id: null
              wallet_team_id: d
            cost_tracking: {enabled: true}
            """);

        Assert.Equal(
            [
                (1, "\"consumer_group\" is unknown here. Use consumer_groups and cost_tracking."),
                (3, "The group has no wallet_team_id."), (5, "\"team\" is unknown here. Use id and wallet_team_id."),
                (4, "The group has no id."), (6, "The group has no id."),
                (8, "\"enabled\" is unknown here. Use wallet_enforcement."),
            ],
            file.Faults.Select(static fault => (fault.Line, fault.Reason)));
    }

    [Fact]
    public void Read_Bombs_AreRefusedAtOnce()
    {
        var laughs = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));
        string[] bombs =
        [
            laughs, new('[', 200_000), string.Concat(Enumerable.Repeat("{a: ", 100_000)), string.Concat(Enumerable.Repeat("- ", 500_000)),
            "consumer_groups:\n" + string.Concat(Enumerable.Range(0, PolicyRules.MaxGroups + 1).Select(i => $"- {{id: g{i}, wallet_team_id: t}}\n")),
            new(' ', PolicyFile.MaxBytes + 1),
        ];
        Assert.All(bombs, static bomb => Assert.Throws<FormatException>(() => Read(bomb)));
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreRefused() =>
        Assert.Equal("The file is not text in UTF-8.", Assert.Throws<FormatException>(() => PolicyYamlReader.Read(new byte[] { 0x61, 0xff, 0xfe })).Message);

    [Fact]
    public void Read_AnyText_IsReadOrRefused()
    {
        var random = new Random(20261121);
        const string Letters = "consumer_groups:\n- id: a\n  wallet_team_id: b\ncost_tracking: {wallet_enforcement: true}\n\t\"'|>&*!%@`#?,[]{}~\u0085\u2028\\x";
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ =>
                random.Next(3) == 0 ? Letters[random.Next(Letters.Length)].ToString() : Letters[..random.Next(1, 60)]));
            try
            {
                Read(text);
            }
            catch (FormatException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        }
    }

    [Fact]
    public void Write_AnyIds_AreReadBackAsTheyWere()
    {
        string[] ids = ["engineering", "true", "NO", "12", "1e3", "~", "a: b", "- a", "#x", "it's", "say \"hi\"", "ünïcødé", "a\\b", " lead", "*a", "!t", "{}"];
        var view = new PolicyView(
            new SpendPolicies { WalletEnforcement = false },
            [.. ids.Select(id => new MappedGroup(id, new(TenantScopedId.Compose(new(1), 7)), "Core", id, true))], false);
        var text = PolicyYamlWriter.Write(view);
        var file = Read(text);

        Assert.Empty(file.Faults);
        Assert.Equal(ids.Select(static id => new GroupMapping(id, id)), file.Change.ConsumerGroups!);
        Assert.False(file.Change.WalletEnforcement);
        Assert.StartsWith("consumer_groups:\n- id: engineering\n  wallet_team_id: engineering\n- id: \"true\"\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoGroups_MapsNone() =>
        Assert.Equal("consumer_groups: []\ncost_tracking:\n  wallet_enforcement: true\n", PolicyYamlWriter.Write(new(SpendPolicies.Default, [], false)));

    private static PolicyFile Read(string text) => PolicyYamlReader.Read(Encoding.UTF8.GetBytes(text));
}
