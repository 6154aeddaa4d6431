using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Bluebear.Dashboard.Data.Model.Conventions;

/// <summary>Stores instants as whole microseconds, which compare and sort in SQL as in C#.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => Instants.ToMicroseconds(instant),
    microseconds => Instants.FromMicroseconds(microseconds));
