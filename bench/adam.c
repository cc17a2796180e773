/* The reference: Adam on Rosenbrock by hand, one core, final losses only. `runs` is a multiple of TILE. */
#include <math.h>

#define TILE 128 /* runs that go through all steps together; their state stays in the first-level cache */

void adam(long runs, long steps, float b, float beta2, float eps, const float *restrict lr, const float *restrict beta1,
          const float *restrict x0, const float *restrict y0, float *restrict loss)
{
    for (long at = 0; at < runs; at += TILE) {
        const float *rate = lr + at, *keep = beta1 + at;
        float x[TILE], y[TILE], mx[TILE], my[TILE], vx[TILE], vy[TILE], beta1_t[TILE], beta2_t = 1;
        for (int i = 0; i < TILE; i++) {
            x[i] = x0[at + i], y[i] = y0[at + i], mx[i] = my[i] = vx[i] = vy[i] = 0, beta1_t[i] = 1;
        }
        for (long step = 0; step < steps; step++) {
            beta2_t *= beta2;
            float unbias = 1 / (1 - beta2_t);
            for (int i = 0; i < TILE; i++) {
                float bend = y[i] - x[i] * x[i];
                float gx = -2 * (1 - x[i]) - 4 * b * x[i] * bend, gy = 2 * b * bend;
                mx[i] = keep[i] * mx[i] + (1 - keep[i]) * gx;
                my[i] = keep[i] * my[i] + (1 - keep[i]) * gy;
                vx[i] = beta2 * vx[i] + (1 - beta2) * gx * gx;
                vy[i] = beta2 * vy[i] + (1 - beta2) * gy * gy;
                beta1_t[i] *= keep[i];
                float length = rate[i] / (1 - beta1_t[i]);
                x[i] -= length * mx[i] / (sqrtf(vx[i] * unbias) + eps);
                y[i] -= length * my[i] / (sqrtf(vy[i] * unbias) + eps);
            }
        }
        for (int i = 0; i < TILE; i++) {
            float bend = y[i] - x[i] * x[i];
            loss[at + i] = (1 - x[i]) * (1 - x[i]) + b * bend * bend;
        }
    }
}
