using System.Reflection;
using Orleans;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>Types in the contracts file: our own by their alias, which is what endures, others by their C# name.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
    };

    public static string Of(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?"
        : Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsArray ? Of(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : ContractModel.IsOwn(type) ? Alias(type) ?? type.FullName!
        : type.Name;

    public static string? Alias(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>(false).FirstOrDefault()?.Alias;
}
