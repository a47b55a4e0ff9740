using System.Collections;
using System.Globalization;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>
/// A value as text, field by field. Independent of JSON and of record equality, which compares immutable arrays by reference.
/// </summary>
internal static class Described
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Of).Order(StringComparer.Ordinal))}]",
        _ when ContractModel.IsOwn(value.GetType()) && !value.GetType().IsEnum =>
            "{" + string.Join(", ", ContractModel.Members(value.GetType())
                .Select(member => $"{member.Member.Name} = {Of(member.Field.GetValue(value))}")) + "}",
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        // A pair of a dictionary, whose fields are not ours.
        _ when value.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
            $"{Of(pair.GetProperty("Key")!.GetValue(value))}: {Of(pair.GetProperty("Value")!.GetValue(value))}",
        _ => value.ToString()!,
    };
}
