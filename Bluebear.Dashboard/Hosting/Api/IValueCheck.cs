using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A converter that can say beforehand whether it will read a value: throwing for each of a million lines is slow.</summary>
internal interface IValueCheck
{
    /// <summary>What is wrong with the value that the reader stands on, in words; null where it can be read.</summary>
    string? ProblemOf(ref Utf8JsonReader reader);
}
