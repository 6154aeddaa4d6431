namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Who changed something.</summary>
/// <param name="Name">An e-mail address, or the name of another actor.</param>
/// <param name="Person">The person, or null if no one was signed in.</param>
public sealed record AuditActor(string Name, PersonId? Person = null)
{
    /// <summary>A user of the command line on the server.</summary>
    public static AuditActor CommandLine { get; } = new("command line");

    /// <summary>The application itself.</summary>
    public static AuditActor Application { get; } = new("Bluebear");

    /// <summary>A holder of the set-up link.</summary>
    public static AuditActor Setup { get; } = new("set-up");

    /// <summary>The caller.</summary>
    public static AuditActor Of(Caller caller) => new(caller.Actor, caller.Person);
}
