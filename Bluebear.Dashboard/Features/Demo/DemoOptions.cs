using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Section <c>Demo</c>: the demo tenant.</summary>
public sealed class DemoOptions
{
    /// <summary>
    /// The password of all people in the demo tenant. Empty for a generated one, which is stored beside the database.
    /// </summary>
    [StringLength(64)]
    public string Password { get; set; } = "";
}
