using System.Collections.Immutable;
using System.Reflection;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>Makes instances in which no member has its default value and no two numbers, texts or instants are alike.</summary>
internal sealed class Populated
{
    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(ImmutableArray<>)] = nameof(Array),
        [typeof(ImmutableHashSet<>)] = nameof(HashSet),
        [typeof(ImmutableDictionary<,>)] = nameof(Dictionary),
    };

    private int _last;

    public object New(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return New(value);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out var method))
            return typeof(Populated).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(this, null)!;

        var number = ++_last;
        return type switch
        {
            _ when type == typeof(string) => $"text {number}",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => number,
            _ when type == typeof(long) => (1L << 40) + number,
            _ when type == typeof(decimal) => number + 0.25m,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddMilliseconds(number),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(number),
            _ when ContractModel.IsOwn(type) => Record(type),
            _ => throw new NotSupportedException($"Say here how to make a {type}."),
        };
    }

    private object Record(Type type)
    {
        // Records also have a constructor that copies.
        var constructor = type.GetConstructors().Where(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length)!;
        var instance = constructor.Invoke([.. constructor.GetParameters().Select(parameter => New(parameter.ParameterType))]);
        var given = constructor.GetParameters().Select(parameter => parameter.Name).ToHashSet();
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !given.Contains(property.Name)))
            property.SetValue(instance, New(property.PropertyType));
        return instance;
    }

    private ImmutableArray<T> Array<T>() => [(T)New(typeof(T)), (T)New(typeof(T))];

    private ImmutableHashSet<T> HashSet<T>() => [(T)New(typeof(T)), (T)New(typeof(T))];

    private ImmutableDictionary<TKey, TValue> Dictionary<TKey, TValue>()
        where TKey : notnull =>
        ImmutableDictionary<TKey, TValue>.Empty.Add((TKey)New(typeof(TKey)), (TValue)New(typeof(TValue)))
            .Add((TKey)New(typeof(TKey)), (TValue)New(typeof(TValue)));
}
