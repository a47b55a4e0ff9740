using System.Reflection;
using System.Reflection.Emit;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>What a method's return type makes of its calls.</summary>
/// <param name="Base">The base class of the emitted call.</param>
/// <param name="Send">The method of <see cref="GrainReference"/> that sends it.</param>
internal sealed record CallKind(Type Base, MethodInfo Send)
{
    /// <exception cref="NotSupportedException">The method cannot be called remotely.</exception>
    public static CallKind Of(MethodInfo method)
    {
        if (method.IsGenericMethod || method.IsSpecialName || method.GetParameters().Any(static p => p.ParameterType.IsByRef))
            throw Unsupported(method, "it is a generic method, a property, an event or has by-reference parameters");

        var returns = method.ReturnType;
        var result = returns.IsGenericType ? returns.GetGenericArguments()[0] : null;
        if (result is not null && method.IsDefined(typeof(OneWayAttribute)))
            throw Unsupported(method, "a one-way method has no result");

        if (returns == typeof(Task)) return new CallKind(typeof(TaskCall), SendMethod(nameof(GrainReference.CallTask), null));
        if (returns == typeof(ValueTask)) return new CallKind(typeof(ValueTaskCall), SendMethod(nameof(GrainReference.CallValueTask), null));
        if (result is not null && returns.GetGenericTypeDefinition() == typeof(Task<>))
            return new CallKind(typeof(TaskCall<>).MakeGenericType(result), SendMethod(nameof(GrainReference.CallTask), result));
        if (result is not null && returns.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return new CallKind(typeof(ValueTaskCall<>).MakeGenericType(result), SendMethod(nameof(GrainReference.CallValueTask), result));

        throw Unsupported(method, "it does not return a Task or ValueTask");
    }

    private static MethodInfo SendMethod(string name, Type? result)
    {
        var method = typeof(GrainReference).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(m => m.Name == name && m.IsGenericMethod == result is not null);
        return result is null ? method : method.MakeGenericMethod(result);
    }

    private static NotSupportedException Unsupported(MethodInfo method, string why) =>
        new($"{method.DeclaringType}.{method.Name} cannot be a grain method: {why}.");
}
