namespace Bluebear.Dashboard.Identity.People;

/// <summary>Why a change to people was not made. A closed set.</summary>
public enum PeopleRefusal
{
    /// <summary>The text is not an e-mail address.</summary>
    EmailMalformed,

    /// <summary>The address belongs to another person, of this company or another.</summary>
    EmailTaken,

    /// <summary>The password breaks the rules.</summary>
    PasswordRefused,

    /// <summary>There is no such person here.</summary>
    PersonUnknown,

    /// <summary>One of the accounts to lead does not exist or is deleted.</summary>
    AccountUnknown,

    /// <summary>A team lead who leads nothing sees nothing.</summary>
    NothingToLead,

    /// <summary>Without this person no one could manage people.</summary>
    LastFinanceAdmin,

    /// <summary>Another change of the person came at the same moment.</summary>
    ChangedMeanwhile,
}

/// <summary>Refusals in words.</summary>
public static class PeopleRefusals
{
    /// <summary>The refusal in a sentence for people.</summary>
    public static string InWords(PeopleRefusal refusal) => refusal switch
    {
        PeopleRefusal.EmailMalformed => "Enter an email address, such as name@company.example.",
        PeopleRefusal.EmailTaken => "This address is already in use. Each address belongs to one person.",
        PeopleRefusal.PasswordRefused => "This password cannot be used.",
        PeopleRefusal.PersonUnknown => "This person is not here any more.",
        PeopleRefusal.AccountUnknown => "One of the workspaces was deleted meanwhile. Choose again.",
        PeopleRefusal.NothingToLead => "Choose at least one workspace: a team lead sees only what they lead.",
        PeopleRefusal.LastFinanceAdmin => "This is the only finance admin who can sign in. Make somebody else one first.",
        PeopleRefusal.ChangedMeanwhile => "Somebody changed this person at the same moment. Look again and retry.",
    };
}
