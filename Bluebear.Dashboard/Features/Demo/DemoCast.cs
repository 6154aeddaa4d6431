using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>A person who can sign in to the demo tenant.</summary>
internal sealed record DemoPerson(string Email, string Name, Role Role, string[] Leads);

/// <summary>How a workspace spends over the day.</summary>
internal enum DemoRhythm
{
    /// <summary>People at their desks.</summary>
    Office,

    /// <summary>Customers at all hours.</summary>
    AroundTheClock,

    /// <summary>Jobs at night.</summary>
    Nightly,
}

/// <summary>The state of a workspace's budget today.</summary>
internal enum DemoStanding
{
    /// <summary>Enough left.</summary>
    Ordinary,

    /// <summary>Less than a tenth left.</summary>
    Low,

    /// <summary>Nothing left, and some unpaid usage.</summary>
    Exhausted,
}

/// <summary>A workspace and its typical spend.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Its share of the requests.</param>
/// <param name="Rhythm">When it spends.</param>
/// <param name="Input">A typical request's input tokens.</param>
/// <param name="Output">A typical request's output tokens.</param>
/// <param name="Models">The models it uses, mostly the first one.</param>
/// <param name="Standing">The state of its budget today.</param>
internal sealed record DemoWorkspace(
    string Name, double Weight, DemoRhythm Rhythm, int Input, int Output, string[] Models, DemoStanding Standing = DemoStanding.Ordinary);

/// <summary>An organization with its teams and workspaces. The workspaces are assigned to the teams in turn.</summary>
internal sealed record DemoOrganization(string Name, string[] Teams, DemoWorkspace[] Workspaces);

/// <summary>The people, organizations and workspaces of the demo tenant.</summary>
internal static class DemoCast
{
    public const string Company = "Aldermoor Instruments";
    public const string TimeZone = "Europe/Berlin";
    public const string Domain = "aldermoor.example";
    public const string Gateway = "AI gateway";
    public const int Users = 60;

    public static DemoPerson Finance { get; } = new($"nora.lindqvist@{Domain}", "Nora Lindqvist", Role.FinanceAdmin, []);

    public static DemoPerson Operations { get; } = new($"tomas.reyes@{Domain}", "Tomás Reyes", Role.Operator, []);

    /// <summary>Leads the support team's workspaces.</summary>
    public static DemoPerson Lead { get; } =
        new($"imani.okafor@{Domain}", "Imani Okafor", Role.TeamLead, ["Support Chat", "Ticket Triage", "Returns Desk"]);

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        Finance,
        Operations,
        Lead,
        new($"wim.vandenberg@{Domain}", "Wim van den Berg", Role.Auditor, []),
    ];

    public static IReadOnlyList<DemoOrganization> Organizations { get; } =
    [
        new("Engineering", ["Platform", "Firmware"],
        [
            new("Code Assistant", 16, DemoRhythm.Office, 42_000, 1_900, ["claude-sonnet-4-5", "gpt-5", "gpt-5-mini"]),
            new("Code Review", 9, DemoRhythm.Office, 28_000, 1_100, ["claude-sonnet-4-5", "gpt-5"]),
            new("Test Generation", 5, DemoRhythm.Nightly, 31_000, 4_200, ["gpt-5-mini", "claude-haiku-4-5"]),
            new("Incident Copilot", 2.5, DemoRhythm.AroundTheClock, 55_000, 1_500, ["gpt-5", "claude-sonnet-4-5"]),
            new("Docs Search", 8, DemoRhythm.Office, 6_500, 450, ["text-embedding-3-large", "gpt-5-mini"]),
            new("Sensor R&D Lab", 2, DemoRhythm.Office, 96_000, 5_200, ["gemini-2.5-pro", "gpt-5"], DemoStanding.Low),
        ]),
        new("Customer Care", ["Support", "Service Quality"],
        [
            new("Support Chat", 18, DemoRhythm.AroundTheClock, 7_800, 620, ["gpt-5-mini", "claude-haiku-4-5", "gpt-5"]),
            new("Ticket Triage", 11, DemoRhythm.AroundTheClock, 3_100, 180, ["claude-haiku-4-5", "gemini-2.5-flash"], DemoStanding.Exhausted),
            new("Call Transcripts", 4, DemoRhythm.Nightly, 24_000, 2_600, ["gemini-2.5-flash", "gpt-5-mini"]),
            new("Knowledge Base", 3, DemoRhythm.Office, 18_000, 2_200, ["gpt-5-mini", "text-embedding-3-large"]),
            new("Returns Desk", 3.5, DemoRhythm.Office, 5_200, 400, ["claude-haiku-4-5", "gpt-5-mini"], DemoStanding.Low),
        ]),
        new("Marketing & Sales", ["Content", "Sales Operations"],
        [
            new("Campaign Studio", 5, DemoRhythm.Office, 9_400, 3_800, ["gpt-5", "claude-sonnet-4-5"]),
            new("Übersetzungen", 6, DemoRhythm.Office, 12_500, 11_000, ["gemini-2.5-flash", "gpt-5-mini"]),
            new("Product Texts", 3, DemoRhythm.Office, 4_300, 2_700, ["gpt-5-mini", "gpt-5"]),
            new("Lead Scoring", 4, DemoRhythm.Nightly, 5_600, 240, ["gemini-2.5-flash", "claude-haiku-4-5"]),
            new("Proposal Writer", 2.5, DemoRhythm.Office, 36_000, 6_400, ["claude-sonnet-4-5", "gpt-5"]),
        ]),
        new("Finance & Legal", ["Controlling", "Legal"],
        [
            new("Contract Review", 2.5, DemoRhythm.Office, 88_000, 3_600, ["claude-sonnet-4-5", "gemini-2.5-pro"]),
            new("Invoice Reading", 5, DemoRhythm.Nightly, 4_900, 520, ["gemini-2.5-flash", "gpt-5-mini"]),
            new("Forecast Lab", 1.5, DemoRhythm.Nightly, 64_000, 7_500, ["gpt-5", "gemini-2.5-pro"]),
            new("Compliance Watch", 2, DemoRhythm.AroundTheClock, 21_000, 900, ["gpt-5-mini", "claude-haiku-4-5"]),
        ]),
    ];

    /// <summary>The gateway's group for each team. Two of them are not mapped to their team yet.</summary>
    public static IReadOnlyDictionary<string, (string Group, bool IsMapped)> ConsumerGroups { get; } = new Dictionary<string, (string, bool)>
    {
        ["Platform"] = ("platform", true),
        ["Firmware"] = ("firmware", true),
        ["Support"] = ("support-desk", true),
        ["Service Quality"] = ("service-quality", true),
        ["Content"] = ("content", false),
        ["Sales Operations"] = ("sales-ops", true),
        ["Controlling"] = ("controlling", true),
        ["Legal"] = ("legal-pilot", false),
    };

    /// <summary>The workspace with its own rule, and the reason for it.</summary>
    public static (string Workspace, string Reason) NeverBlocked { get; } = ("Incident Copilot", "On call must never wait for credits");

    /// <summary>The unique e-mail address of a user (0 and up).</summary>
    public static string UserEmail(int index) =>
        $"{GivenNames[index % GivenNames.Length]}.{FamilyNames[(index * 7) % FamilyNames.Length]}@{Domain}";

    private static readonly string[] GivenNames =
    [
        "ada", "bram", "chidi", "dana", "elif", "farid", "greta", "hugo", "ines", "jonas", "kaya", "lars", "mei", "nils", "olga",
        "pavel", "quinn", "rosa", "samir", "tuuli",
    ];

    private static readonly string[] FamilyNames =
    [
        "abbott", "berger", "costa", "dubois", "eriksen", "fischer", "garcia", "haddad", "ivanova", "jensen", "kowalski", "lopez",
        "moreau", "nakamura", "oconnor", "petrov", "quist", "rossi", "schneider", "tanaka", "umar", "vogel", "weber",
    ];
}
