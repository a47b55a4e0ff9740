using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>What every contract obeys. Each method answers the breaches.</summary>
internal static class ContractRules
{
    private static readonly FrozenSet<Type> ImmutableTypes = new[]
    {
        typeof(void), typeof(bool), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(double), typeof(decimal), typeof(string),
        typeof(DateTimeOffset), typeof(CancellationToken), typeof(DateOnly), typeof(TimeSpan), typeof(Guid), typeof(Nullable<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    }.ToFrozenSet();

    public static IEnumerable<string> Interfaces()
    {
        foreach (var type in ContractModel.Interfaces)
        {
            if (TypeText.Alias(type) is null) yield return $"{type}: no [Alias]";
            foreach (var method in ContractModel.Methods(type).Where(method => TypeText.Alias(method) is null))
                yield return $"{type}.{method.Name}: no [Alias]";
            foreach (var alias in Repeated(ContractModel.Methods(type).Select(TypeText.Alias)))
                yield return $"{type}: two methods are \"{alias}\"";
        }

        foreach (var alias in Repeated(ContractModel.Interfaces.Concat(ContractModel.Attributed).Select(TypeText.Alias)))
            yield return $"Two types are \"{alias}\"";
        foreach (var name in Repeated(ContractModel.Grains.Select(grain => grain.TypeName))) yield return $"Two grain classes are \"{name}\"";
    }

    public static IEnumerable<string> Numbering()
    {
        foreach (var type in ContractModel.Attributed)
        {
            if (!type.IsDefined(typeof(GenerateSerializerAttribute), false)) yield return $"{type}: no [GenerateSerializer]";
            if (TypeText.Alias(type) is null) yield return $"{type}: no [Alias]";
            foreach (var breach in type.IsEnum ? WrongNumbers(type) : MissingNumbers(type)) yield return breach;
        }
    }

    public static IEnumerable<string> Immutability()
    {
        foreach (var type in ContractModel.Messages.Where(type => !type.IsEnum && !type.IsDefined(typeof(ImmutableAttribute), false)))
            yield return $"{type}: no [Immutable], so every call would copy it";
        foreach (var type in ContractModel.Messages.Union(ContractModel.Stored).Where(type => !type.IsEnum))
            foreach (var (field, member) in ContractModel.Members(type))
            {
                if (!field.IsInitOnly && !IsInitOnly(member as PropertyInfo)) yield return $"{type}.{member.Name}: can be set after construction";
                if (Mutable(field.FieldType) is { } mutable) yield return $"{type}.{member.Name}: {mutable} is not known to be immutable";
            }

        foreach (var method in ContractModel.Interfaces.SelectMany(ContractModel.Methods))
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(ContractModel.Result(method)))
                if (Mutable(type) is { } mutable) yield return $"{method.DeclaringType}.{method.Name}: {mutable} is not known to be immutable";
    }

    private static IEnumerable<string> MissingNumbers(Type type)
    {
        var members = ContractModel.Members(type)
            .Select(member => (member.Member.Name, Id: member.Member.GetCustomAttribute<IdAttribute>()?.Id)).ToList();
        foreach (var member in members.Where(member => member.Id is null)) yield return $"{type}.{member.Name}: no [Id]";
        foreach (var id in Repeated(members.Select(member => member.Id?.ToString(CultureInfo.InvariantCulture))))
            yield return $"{type}: two members are {id}";
    }

    /// <summary>Enums travel as their values, and Orleans does not compile an [Id] in one.</summary>
    private static IEnumerable<string> WrongNumbers(Type type) =>
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsDefined(typeof(IdAttribute), false)
        select $"{type}.{field.Name}: an [Id], where the number is the value";

    private static bool IsInitOnly(PropertyInfo? property) =>
        property is not null && (property.SetMethod is null
            || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));

    /// <summary>The part of a type that nobody knows to be immutable; our own types are judged by themselves.</summary>
    private static Type? Mutable(Type type)
    {
        if (ContractModel.IsOwn(type)) return null;
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return ImmutableTypes.Contains(shape) ? type.GetGenericArguments().Select(Mutable).FirstOrDefault(part => part is not null) : type;
    }

    private static IEnumerable<string> Repeated(IEnumerable<string?> names) =>
        names.OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key);
}
