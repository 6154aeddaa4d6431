namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Who changed something.</summary>
/// <param name="Name">In words: an e-mail address, or what else acted.</param>
/// <param name="Person">The person, or null where no one signed in.</param>
public sealed record AuditActor(string Name, PersonId? Person = null)
{
    /// <summary>Whoever may run commands on the server.</summary>
    public static AuditActor CommandLine { get; } = new("command line");

    /// <summary>What the application does by itself.</summary>
    public static AuditActor Application { get; } = new("Bluebear");

    /// <summary>Whoever holds the set-up link.</summary>
    public static AuditActor Setup { get; } = new("set-up");

    /// <summary>The caller.</summary>
    public static AuditActor Of(Caller caller) => new(caller.Actor, caller.Person);
}
