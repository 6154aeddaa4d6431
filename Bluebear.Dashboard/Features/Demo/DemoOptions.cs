using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Section <c>Demo</c>: the demo tenant.</summary>
public sealed class DemoOptions
{
    /// <summary>The password of everybody in the demo tenant; empty for a generated one, which is kept beside the database.</summary>
    [StringLength(64)]
    public string Password { get; set; } = "";
}
