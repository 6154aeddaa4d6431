namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>Why a request was denied. A closed set; the values are stored.</summary>
public enum DenialReason
{
    /// <summary>No account on its path could pay.</summary>
    CreditsExhausted = 1,

    /// <summary>It was personal use, which the policies forbade.</summary>
    PersonalUse = 2,
}
