using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace MindBot.EmbeddedSilo.Persistence;

/// <summary>Makes the state of a grain that has nothing stored: by its parameterless constructor, or all defaults if it has none.</summary>
internal static class InitialState<T>
{
    private static readonly Func<T> New =
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Expression.Lambda<Func<T>>(Expression.New(typeof(T))).Compile()
            : static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    public static T Create() => New();
}
